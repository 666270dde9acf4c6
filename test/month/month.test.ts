import { describe, expect, test } from "vitest";
import { workflowFiles } from "../../src/cli/init/workflows.ts";
import { startedJobs } from "@dakor/local-github/started-jobs";
import { monthTable, replayAll } from "./month-table.ts";

/** GitHub's free plan has 2,000 a month for private repositories. */
const MOST_MINUTES = [60, 400, undefined] as const;

test("a month of events costs what the page says", () => {
  process.stdout.write(`\n${monthTable()}\n`);
  for (const [index, month] of replayAll().entries()) {
    expect(month.bot).toBeLessThanOrEqual(MOST_MINUTES[index] ?? 2000);
    // A thousand an hour: even a whole day in one hour would not use up five.
    expect(month.points.bot / 30).toBeLessThan(1000);
  }
});

const FOLDER = ".github/workflows/";
const workflows = Object.entries(workflowFiles({ uses: "acme/dakor@v1", branch: "main" })).map(
  ([file, text]) => ({ path: FOLDER + file, text, state: "active" as const }),
);
const HUMAN = { sender: { login: "john", type: "User" } };
const BUG = { number: 1, body: "", labels: [{ name: "bug" }] };
const INCIDENT = { number: 2, body: "", labels: [{ name: "Incident" }, { name: "dakor:kludge" }] };

function bots(event: string, payload: object, more: readonly string[] = []): readonly string[] {
  const hidden = ["dakor.yml", "dakor-watch.yml"].filter((file) => !more.includes(file));
  return startedJobs(
    workflows.filter(({ path }) => !hidden.includes(path.slice(FOLDER.length))),
    { event, payload: { ...HUMAN, ...payload } },
  ).flatMap(({ path, isSkipped }) => (isSkipped ? [] : [path.slice(FOLDER.length)]));
}

describe("what starts a runner", () => {
  const said = (issue: object, body: string): readonly string[] =>
    bots("issue_comment", { action: "created", issue, comment: { body } });

  test.each<readonly [string, readonly string[]]>([
    ["a comment on an incident", said(INCIDENT, "Any news?")],
    ["/incident on any issue", said(BUG, "/incident")],
    ["/Incident, too", said(BUG, "/Incident drill")],
    ["/dakor on any issue", said(BUG, "/dakor help")],
    [
      "the label",
      bots("issues", { action: "labeled", issue: INCIDENT, label: { name: "incident" } }),
    ],
    [
      "the label taken off",
      bots("issues", { action: "unlabeled", issue: BUG, label: { name: "incident" } }),
    ],
    [
      "a phase's label",
      bots("issues", { action: "labeled", issue: BUG, label: { name: "dakor:kludge" } }),
    ],
    ["an incident by its form", bots("issues", { action: "opened", issue: INCIDENT })],
    [
      "/incident in an issue's text",
      bots("issues", { action: "opened", issue: { ...BUG, body: "/incident" } }),
    ],
    [
      "an alert that a robot opens",
      bots("issues", {
        action: "opened",
        issue: INCIDENT,
        sender: { login: "alerts[bot]", type: "Bot" },
      }),
    ],
    ["an incident that is closed", bots("issues", { action: "closed", issue: INCIDENT })],
    ["the button", bots("workflow_dispatch", {})],
    ["a new configuration", bots("push", pushOf(".github/dakor.yml"))],
    ["new workflows", bots("push", pushOf(".github/workflows/dakor-clock.yml"))],
  ])("%s", (_, started) => {
    expect(started).toEqual(["dakor-bot.yml"]);
  });

  test.each<readonly [string, readonly string[]]>([
    ["a comment on any issue", said(BUG, "Me too")],
    ["a command in the middle of one", said(BUG, "Should we say /incident?")],
    ["a comment on a pull request", said({ ...BUG, pull_request: {} }, "/incident")],
    [
      "a comment on a pull request that is labelled so",
      said({ ...INCIDENT, pull_request: {} }, "Hm"),
    ],
    [
      "a robot's comment",
      bots("issue_comment", {
        action: "created",
        issue: INCIDENT,
        comment: { body: "/incident" },
        sender: { login: "ci[bot]", type: "Bot" },
      }),
    ],
    ["another label", bots("issues", { action: "labeled", issue: BUG, label: { name: "bug" } })],
    ["any issue", bots("issues", { action: "opened", issue: BUG })],
    ["a push", bots("push", pushOf("src/a.ts"))],
    [
      "a push to another branch",
      bots("push", { ...pushOf(".github/dakor.yml"), ref: "refs/heads/x" }),
    ],
    [
      "what a job's own token did",
      bots("issues", {
        action: "labeled",
        issue: INCIDENT,
        sender: { login: "github-actions[bot]", type: "Bot" },
      }),
    ],
  ])("not %s", (_, started) => {
    expect(started).toEqual([]);
  });

  test("a pull request starts the gate, and the watch only where that is on", () => {
    const payload = { action: "opened", pull_request: { number: 3 } };
    expect(bots("pull_request", payload, ["dakor.yml"])).toEqual(["dakor.yml"]);
    expect(bots("pull_request", payload, ["dakor.yml", "dakor-watch.yml"])).toEqual([
      "dakor.yml",
      "dakor-watch.yml",
    ]);
    const off = workflows.map((one) => ({ ...one, state: "disabled_manually" as const }));
    expect(startedJobs(off, { event: "pull_request", payload })).toEqual([]);
  });

  test.each<readonly [boolean, string, object]>([
    [true, "GitHub's own button", { title: 'Revert "Cards"', head: { ref: "revert-12-cards" } }],
    [true, "words in a text", { title: "Cards back", body: "Reverts #12", head: { ref: "back" } }],
    [true, "a commit's kind", { title: "revert(cards): as before (#12)", head: { ref: "x" } }],
    [false, "any other", { title: "Cards", body: "Fixes #42", head: { ref: "cards" } }],
    [false, "one without a text", { title: "Cards", body: null, head: { ref: "cards" } }],
    [false, "one closed unmerged", { title: 'Revert "Cards"', merged: false }],
  ])("of closed pull requests merged reverts start the bot: %s, %s", (isHeard, _, words) => {
    const payload = { action: "closed", pull_request: { number: 3, merged: true, ...words } };
    expect(bots("pull_request", payload)).toEqual(isHeard ? ["dakor-bot.yml"] : []);
  });

  test("each schedule its own file", () => {
    expect(bots("schedule", { schedule: "7,22,37,52 * * * *" })).toEqual(["dakor-clock.yml"]);
    expect(bots("schedule", { schedule: "23 5 * * *" })).toEqual(["dakor-daily.yml"]);
  });
});

function pushOf(path: string): object {
  return { ref: "refs/heads/main", commits: [{ added: [], modified: [path], removed: [] }] };
}
