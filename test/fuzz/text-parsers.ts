import { parseDuration } from "../../src/core/time/duration.ts";
import { readFrontMatter } from "../../src/core/report/front-matter.ts";
import { compileGlob, indexPaths } from "../../src/core/gate/glob.ts";
import { parseIssueForm } from "../../src/core/markdown/issue-form.ts";
import { formatMarker } from "../../src/core/model/marker.ts";
import { parseCommands, visibleText } from "../../src/core/command/parse-commands.ts";
import { parseConfig } from "../../src/core/config/parse-config.ts";
import { parseComing, parseMoment } from "../../src/core/time/parse-moment.ts";
import { readPaths } from "../../src/core/gate/path-words.ts";
import { formatRecord, parseRecord } from "../../src/core/record/record-text.ts";
import { checkReport, incidentsOfReport } from "../../src/core/report/report-rule.ts";
import { isRevert, namedIssues, revertedNumbers } from "../../src/core/gate/revert.ts";
import { parseLink } from "../../src/core/model/marker.ts";
import { meanText, type Words } from "./mean-text.ts";
import { must, ofText, type Parser } from "./parser.ts";
import * as grammar from "./grammar.ts";

/** Characters that a record may have, so that the board has room below it. */
const MOST_RECORD = 24_000;

const REPOSITORY = "https://github.com/acme/shop";
const SPOKEN = { at: "2026-03-29T01:30:00Z", timezone: "Europe/Madrid" };
const BOARD = formatMarker({ kind: "board", key: "board" });
const RECORD = {
  until: "2026-02-15T10:00:00Z",
  seen: ["IC_1"],
  roles: new Map(),
  heads: new Map(),
  configs: [],
  paths: ["a"],
  form: {},
};

function text(
  name: string,
  words: Words,
  rest: Pick<Parser, "most" | "size"> & { readonly run: (text: string) => unknown },
): Parser {
  return ofText({ name, input: (chance) => meanText(chance, words), ...rest });
}

/** Readers of what people write. */
export const TEXT_PARSERS: readonly Parser[] = [
  text("commands", grammar.COMMANDS, {
    most: 20,
    size: (length) => 60 * length + 4_000,
    run: (body) => {
      const lines = parseCommands(body, "incident", REPOSITORY);
      must(lines.length <= 11, "ten commands, and one word about more");
      return lines;
    },
  }),
  text("what a comment shows", grammar.COMMANDS, { most: 20, run: visibleText }),
  text("issue form", grammar.FORM, { most: 20, run: (body) => parseIssueForm(body) }),
  text("configuration", grammar.CONFIG, {
    most: 100,
    size: (length) => 200 * length + 100_000,
    run: (source) => {
      const reading = parseConfig(source);
      must(
        (reading.problems.length === 0) === (reading.status === "valid"),
        "what is wrong is said",
      );
      must(["triage", "write"].includes(reading.config.permission), "there is always a permission");
      return reading;
    },
  }),
  text("front matter", grammar.FRONT, {
    most: 60,
    run: (source) => readFrontMatter(`---\n${source}\n---\n`),
  }),
  text("report", grammar.REPORT, {
    most: 60,
    size: (length) => 20 * length + 4_000,
    run: (source) => [checkReport(source, 42), incidentsOfReport(source)],
  }),
  text("glob", grammar.GLOB, {
    most: 10,
    run: (source) => {
      const [pattern = "", ...paths] = source.slice(0, 4_000).split("\n");
      const glob = compileGlob(pattern.slice(0, 256));
      const matched = paths.filter(glob);
      must(
        indexPaths(paths)(pattern.slice(0, 256)).join("\n") === matched.join("\n"),
        "the index finds what the pattern matches",
      );
      return matched;
    },
  }),
  text("paths in a command", grammar.GLOB, { most: 10, run: readPaths }),
  text("moments", grammar.TIMES, {
    most: 10,
    run: (said) => {
      const moments = [parseMoment(said, SPOKEN), parseComing(said, SPOKEN)];
      for (const moment of moments) {
        must(!moment.ok || !Number.isNaN(Date.parse(moment.value)), "a moment is one");
      }
      return moments;
    },
  }),
  text("durations", grammar.TIMES, {
    most: 10,
    run: (said) => {
      const duration = parseDuration(said) ?? 1;
      must(duration >= 1 && duration <= 30 * 86_400, "between a second and 30 days");
      return duration;
    },
  }),
  text("reverts", grammar.REVERTS, {
    most: 60,
    run: (said) => {
      const [title = "", ...body] = said.split("\n");
      const pull = {
        title,
        body: body.join("\n"),
        head: title,
        url: `${REPOSITORY}/pull/9`,
        labels: [],
      };
      const numbers = revertedNumbers(pull);
      must(
        numbers.every((number) => Number.isSafeInteger(number) && number > 0),
        "numbers are numbers",
      );
      return [isRevert(pull), numbers, namedIssues(pull)];
    },
  }),
  text("record in a board", [formatRecord(RECORD), ...grammar.JSON_WORDS], {
    most: 10,
    run: (board) => {
      const record = parseRecord(`${BOARD}\n${board}`);
      if (record === undefined) return "";
      const written = formatRecord(record);
      must(written.length <= MOST_RECORD, "a record has room in its board");
      must(written.split("-->").length === 2, "nothing in it ends its comment");
      return written;
    },
    size: () => 2 * MOST_RECORD,
  }),
  text(
    "link on a pull request",
    ["<!-- dakor link incident=42,role=undo -->", ...grammar.JSON_WORDS],
    {
      most: 10,
      run: (body) => parseLink(body) ?? "",
    },
  ),
];
