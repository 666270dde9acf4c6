import { parseCommands } from "../core/command/parse-commands.ts";
import type { Followed } from "./follow.ts";
import { at, isRecord, list, text } from "../github/client/narrow.ts";
import { isNumber, isSha } from "./event.ts";
import { usageError } from "./inputs.ts";
import type { Inputs } from "./inputs.ts";

const HEARD = [
  "issues",
  "issue_comment",
  "pull_request",
  "pull_request_target",
  "push",
  "schedule",
  "workflow_dispatch",
] as const;

const INCIDENT_LABEL = /^(?:incident$|dakor:)/i;
const SUMMONS = /\/(?:incident|declare|dakor)/i;
const NO_COMMIT = /^0+$/;

/** What a run looks at beside what its event is about. */
const OTHERS: readonly Followed[] = [
  { kind: "others", all: false },
  { kind: "gate", isWhole: false },
];
const CLOCK: readonly Followed[] = [
  { kind: "others", all: true },
  { kind: "gate", isWhole: false },
];
const EVERYTHING: readonly Followed[] = [
  { kind: "others", all: true },
  { kind: "gate", isWhole: true },
];
/** A schedule that names its hour is the slow one: it makes good what all others missed. */
const DAILY = /^\S+ \d/;

/** Where to look first. The event says no more than this: everything is read again. */
export function readErrand(
  name: string,
  payload: unknown,
  { mode, issue }: Pick<Inputs, "mode" | "issue">,
): readonly Followed[] {
  if (mode === "renew") return [{ kind: "gate", isWhole: true }];
  const event = HEARD.find((heard) => heard === name);
  switch (event) {
    case undefined:
      throw usageError(
        `The bot looks after ${HEARD.join(", ")}, but this workflow ran on ${name === "" ? "no event" : `"${name}"`}. The workflows that "dakor init" writes run on what it hears.`,
      );
    case "issues":
    case "issue_comment":
      return [...issueIn(payload), ...OTHERS];
    case "pull_request":
    case "pull_request_target": {
      const number = at(payload, "pull_request", "number");
      if (!isNumber(number)) throw usageError(`The ${event} event names no pull request.`);
      return [{ kind: "pull", number }, ...OTHERS];
    }
    case "push":
      return [...pushIn(payload), ...OTHERS];
    case "schedule":
      return DAILY.test(text(at(payload, "schedule"))) ? [...EVERYTHING, { kind: "daily" }] : CLOCK;
    case "workflow_dispatch":
      return issue === undefined ? EVERYTHING : [{ kind: "issue", number: issue }, ...OTHERS];
  }
}

/** Only saves requests: what looks like no incident isn't read. */
function issueIn(payload: unknown): readonly Followed[] {
  const issue = at(payload, "issue");
  const number = at(issue, "number");
  if (!isNumber(number)) throw usageError("The event names no issue.");
  if (isRecord(at(issue, "pull_request"))) {
    const said = [at(payload, "comment", "body"), at(payload, "changes", "body", "from")];
    const isCommand = said.some((words) => parseCommands(text(words), "incident").length > 0);
    return isCommand ? [{ kind: "page", number }] : [];
  }
  const labels = [...list(at(issue, "labels")), at(payload, "label")];
  const words = [
    at(issue, "body"),
    at(payload, "comment", "body"),
    at(payload, "changes", "body", "from"),
  ];
  const mayBe =
    labels.some((label) => INCIDENT_LABEL.test(text(at(label, "name")))) ||
    words.some((word) => SUMMONS.test(text(word)));
  return mayBe ? [{ kind: "issue", number }] : [];
}

/** A push to the default branch that neither makes nor removes it. */
function pushIn(payload: unknown): readonly Followed[] {
  const branch = text(at(payload, "repository", "default_branch"));
  const [base, sha] = [at(payload, "before"), at(payload, "after")];
  if (at(payload, "ref") !== `refs/heads/${branch}` || !isSha(base) || !isSha(sha)) return [];
  if (NO_COMMIT.test(base) || NO_COMMIT.test(sha)) return [];
  return [{ kind: "push", base, sha }];
}
