import { describe, expect, test } from "vitest";
import { judgeGroup } from "../../src/github/gate/judge-group.ts";
import { COMPARE, gateIssue, gateOptions, GROUP } from "../github/gate/gate-recorded.ts";
import { page } from "../github/recorded.ts";
import { attacked, incident, ONE_FILE, says, user, verdictOf } from "./gate-attack.ts";

type Json = Readonly<Record<string, unknown>>;

const HELD = "hold: report_missing";
const CLEAR = "pass: paths_clear";

const compared = (): Json => ({
  merge_base_commit: { sha: "a".repeat(40) },
  files: [{ filename: "src/a.ts", status: "modified" }],
});

describe("without a configuration", () => {
  const none = { config: null };

  test("a pull request in the paths is held", async () => {
    expect(await verdictOf(attacked([incident()], ONE_FILE, { repository: none }))).toBe(HELD);
  });

  test("so is a group of the merge queue", async () => {
    const github = attacked([incident()], [], {
      repository: none,
      answers: { [COMPARE]: compared },
    });
    expect(await judgeGroup(github, GROUP, gateOptions())).toMatchObject({ verdict: "hold" });
  });
});

/** Who made the form say which paths, and when; lea sets the label at 09:51. */
type Text = readonly [by: string, at: string, paths: string];

function form(paths: string): string {
  return `### Severity\n\ncritical\n\n### Paths\n\n${paths}\n`;
}

function formed(texts: readonly Text[]): Json {
  const [first] = texts;
  const last = texts.at(-1);
  const edits = texts.toReversed().map(([by, time, paths]) => ({
    editedAt: `2026-02-15T${time}:00Z`,
    diff: form(paths),
    editor: user(by),
  }));
  return {
    ...gateIssue(42, "x"),
    author: user(first?.[0] ?? ""),
    body: form(last?.[2] ?? ""),
    userContentEdits: { nodes: edits.length < 2 ? [] : edits },
    timelineItems: page([
      event("LabeledEvent", { actor: user("lea"), createdAt: "2026-02-15T09:51:00Z" }),
    ]),
  };
}

function event(name: string, more: Json): Json {
  const time = "2026-02-15T10:10:00Z";
  return { __typename: name, id: name, createdAt: time, label: { name: "incident" }, ...more };
}

const gone = (actor: unknown): Json => event("UnlabeledEvent", { actor });
const closed = (actor: unknown, stateReason: string): Json =>
  event("ClosedEvent", { actor, stateReason });

describe("the form of an issue counts as it stood when somebody who may declared it", () => {
  const ours: Text = ["anon", "09:50", "src/**"];
  test.each<readonly [string, readonly Text[], string, string]>([
    ["as the stranger opened it", [ours], "src/a.ts", HELD],
    ["the stranger takes the paths out", [ours, ["anon", "11:00", "nowhere/**"]], "src/a.ts", HELD],
    ["the stranger makes it everything", [ours, ["anon", "11:00", "**"]], "docs/x.md", CLEAR],
    ["the stranger leaves it empty", [ours, ["anon", "11:00", "_No response_"]], "src/a.ts", HELD],
    [
      "the stranger changes it before",
      [
        ["anon", "09:45", "lib/**"],
        ["anon", "09:50", "src/**"],
      ],
      "src/a.ts",
      HELD,
    ],
    [
      "what it said before is gone",
      [
        ["anon", "09:45", "lib/**"],
        ["anon", "09:50", "src/**"],
      ],
      "lib/a.ts",
      CLEAR,
    ],
    ["another stranger takes them out", [ours, ["zoe", "11:00", "nowhere/**"]], "src/a.ts", HELD],
    [
      "somebody who triages takes them out",
      [ours, ["tess", "11:00", "nowhere/**"]],
      "src/a.ts",
      HELD,
    ],
    [
      "an account that is gone makes it everything",
      [ours, ["ghost", "11:00", "**"]],
      "docs/x.md",
      CLEAR,
    ],
    [
      "there and back",
      [ours, ["anon", "11:00", "nowhere/**"], ["anon", "11:01", "**"]],
      "src/a.ts",
      HELD,
    ],
    ["somebody who may adds a path", [ours, ["john", "11:00", "docs/**"]], "docs/x.md", HELD],
    [
      "what somebody who may adds takes nothing out",
      [ours, ["john", "11:00", "docs/**"]],
      "src/a.ts",
      HELD,
    ],
  ])("%s", async (_, texts, ...[file, expected]) => {
    expect(await verdictOf(attacked([formed(texts)], [file]))).toBe(expected);
  });
});

describe("what others do to the issue", () => {
  const bot = { __typename: "Bot", login: "stale" };
  const left = { labels: { nodes: [{ name: "dakor:kludge" }] } };
  const shut = { state: "CLOSED", labels: { nodes: [{ name: "incident" }] } };

  test.each<readonly [string, Json, string]>([
    ["somebody who triages takes the label off", incident([gone(user("tess"))], left), HELD],
    ["a stranger's account takes the label off", incident([gone(user("anon"))], left), HELD],
    ["another bot takes the label off", incident([gone(bot)], left), HELD],
    ["an account that is gone takes the label off", incident([gone(null)], left), HELD],
    [
      "its author, a stranger, closes it as not planned",
      incident([closed(user("anon"), "NOT_PLANNED")], { ...shut, author: user("anon") }),
      HELD,
    ],
    [
      "somebody who triages closes it as not planned",
      incident([closed(user("tess"), "NOT_PLANNED")], shut),
      HELD,
    ],
    [
      "somebody who triages closes it as a duplicate",
      incident([closed(user("tess"), "DUPLICATE")], shut),
      HELD,
    ],
    ["an account that is gone closes it", incident([closed(null, "NOT_PLANNED")], shut), HELD],
    ["another bot closes it", incident([closed(bot, "NOT_PLANNED")], shut), HELD],
    [
      "closed for a reason that is new",
      incident([closed(user("lea"), "SOLVED_BY_MAGIC")], shut),
      HELD,
    ],
    ["somebody who may takes the label off", incident([gone(user("lea"))], left), CLEAR],
  ])("%s", async (_, issue, expected) => {
    const verdict = await verdictOf(attacked([issue]));
    expect(verdict === "pass: no_unreported_incident" ? CLEAR : verdict).toBe(expected);
  });

  test.each([
    ["/drill", "lea"],
    ["/drill because we practise", "john"],
    ["/drill because we practise", "zoe"],
    ["/drill because \u200B", "lea"],
    ["/drill because ...", "lea"],
    ["/duplicate #41", "zoe"],
    ["/paths nowhere/**", "zoe"],
    ["/dakor close anyway because we are bored", "zoe"],
    ["/restored", "zoe"],
  ])("%j by %s holds on", async (body, by) => {
    expect(await verdictOf(attacked([incident([says(body, by)])]))).toBe(HELD);
  });
});
