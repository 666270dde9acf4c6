import { BODY_LIMITS, GRACE, LEAST_RATE, LONGEST_BODY } from "../../src/app/http/read-body.ts";
import {
  LONGEST_CHAT_BODY,
  LONGEST_HEAD,
  LONGEST_REQUEST,
  MOST_CONNECTIONS,
} from "../../src/app/http/server.ts";
import { MOST_DEPTH, MOST_TOKENS } from "../../src/core/config/config-yaml.ts";
import { LONGEST_FRONT, LONGEST_REPORT } from "../../src/core/report/front-matter.ts";
import { LONGEST_PATTERN, MOST_PATTERNS } from "../../src/core/gate/glob.ts";
import { MOST_CHARACTERS } from "../../src/core/markdown/markdown.ts";
import { LIMITS } from "../../src/core/markdown/text-limits.ts";
import { MOST_NAMED, MOST_PER_COMMENT } from "../../src/core/command/named.ts";
import { MOST_COMMANDS } from "../../src/core/command/parsed-command.ts";
import { MOST_REPORTS } from "../../src/core/report/report-rule.ts";
import { SLICE } from "../../src/github/read/read-concerned.ts";
import { MOST_MILLISECONDS, MOST_STEPS, MOST_TEMPLATE } from "../../src/text/liquid.ts";
import { table } from "./markdown-table.ts";

const count = (most: number): string => most.toLocaleString("en");
const kib = (bytes: number): string => `${count(bytes / 1024)} KiB`;
const mib = (bytes: number): string => `${count(bytes / 1024 / 1024)} MiB`;

/** Every input that somebody without a role can bring, by the constants that bound it. */
export function strangerLimits(): string {
  return table(
    ["what a stranger brings", "size", "how many", "time", "what happens with more"],
    [
      [
        "a connection to the App",
        "",
        count(MOST_CONNECTIONS),
        `${LONGEST_HEAD / 1000} s for the head, ${LONGEST_REQUEST / 1000} s for all`,
        "closed",
      ],
      [
        "a webhook's body that nobody has verified",
        mib(LONGEST_BODY),
        `${mib(BODY_LIMITS.together)} together, ${mib(BODY_LIMITS.address)} of one address`,
        `${kib(LEAST_RATE)} a second, after ${GRACE / 1000} s`,
        "413 for the size, 408 for the rate; else the oldest of the address that holds the most gives way (503), never what has just arrived",
      ],
      [
        "what is sent as Slack or Teams, and that nobody has verified",
        kib(LONGEST_CHAT_BODY),
        "as webhooks, and together with them",
        "as webhooks; signed within 5 minutes before or after",
        "413 for the size, 401 for the time",
      ],
      [
        "a comment",
        `${count(LIMITS.comment.most)} characters are looked at, ${count(MOST_CHARACTERS)} of them by the parser of Markdown`,
        `${MOST_COMMANDS} commands`,
        "20 ms",
        "signs that make Markdown slow mean nothing after the first ones; further commands are answered, not obeyed",
      ],
      [
        "the comments of an incident",
        "",
        "all",
        `${SLICE} ms, and the comment that is being read, in each turn of the loop`,
        "the rest is parsed in the next turns",
      ],
      [
        "accounts that say or do something on an incident",
        "",
        "all",
        "",
        "each is a request for its role, until the board remembers that it may do nothing; after that only when it says something new",
      ],
      [
        "numbers of pull requests in comments",
        "",
        `${MOST_PER_COMMENT} in a comment, ${MOST_NAMED} in a run`,
        "",
        "they aren't read; those of permitted people come first, and all of them are",
      ],
      [
        "an issue form, patterns of paths",
        `${LONGEST_PATTERN} characters a pattern`,
        count(MOST_PATTERNS),
        "as a comment",
        "a command's are refused, with the limit",
      ],
      [
        "a report in a pull request",
        kib(LONGEST_REPORT),
        count(MOST_REPORTS),
        "one in each turn of the loop",
        "what follows isn't read; more reports hold the pull request, and it says so",
      ],
      [
        "a report's front matter",
        kib(LONGEST_FRONT),
        `${count(MOST_TOKENS)} values, ${MOST_DEPTH} levels`,
        "",
        "it is unreadable: the report is unfinished",
      ],
      [
        "a report template (from the default branch)",
        kib(MOST_TEMPLATE),
        `${count(MOST_STEPS)} steps`,
        `${MOST_MILLISECONDS} ms`,
        "the built-in report is written, with a note",
      ],
    ],
  );
}
