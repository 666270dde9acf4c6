import { globSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { isRecord } from "@dakor/local-github/narrow";
import type { Exchange } from "@dakor/local-github";
import { readRemote } from "../../src/cli/doctor/read-remote.ts";
import { MORE_INCIDENTS, MORE_TIMELINE } from "../../src/github/gate/gate-query.ts";
import type { GitHub } from "../../src/github/client/github.ts";
import { readChecks } from "../../src/github/check/open-pulls.ts";
import type { OpenPull } from "../../src/github/check/open-pulls.ts";
import { readReverted } from "../../src/github/gate/read-reverted.ts";
import { readPublished } from "../../src/github/read/read-published.ts";
import { readDrills } from "../../src/github/read/read-drills.ts";
import { readIssueStates } from "../../src/github/read/read-issue-states.ts";
import { readIssue } from "../../src/github/read/read-issue.ts";
import { readRelays } from "../../src/github/read/read-relays.ts";
import { readLabelTarget } from "../../src/github/write/create-labels.ts";
import { readComplete } from "../../src/github/read/read-pulls.ts";
import { readUnlabelled } from "../../src/github/read/unlabelled.ts";
import { areUntouched } from "../../src/github/gate/read-touched-trees.ts";
import { reportBoardProblem } from "../../src/github/write/report-board-problem.ts";
import { announced } from "../github-description/announced.ts";
import { OLDEST_SERVER_LACKS } from "../github-description/oldest-server.ts";
import { play, readStory } from "../faults/play.ts";
import { objections } from "./schema.ts";

const STORIES = [
  "happy-path",
  "rollback-on-command",
  "recommendations",
  "duplicate-of-another",
] as const;
const PLACE = { owner: "acme", repo: "shop" } as const;
const OID = "a".repeat(40);
const PULL: OpenPull = {
  id: "PR_1",
  number: 1,
  head: OID,
  filesCount: 1,
  turn: "queued",
  isOwn: true,
  glimpse: "none",
  isChecked: false,
};

const SOURCES = globSync("src/{github,cli,app,action}/**/*.ts").map((file) =>
  readFileSync(file, "utf8"),
);

const played = documents();

/** The documents that a file holds as they are sent, without anything put into them. */
function writtenOut(source: string): readonly string[] {
  return [...source.matchAll(/(["`])((?:query|mutation) [A-Z](?:(?!\1)[^])*)\1/g)]
    .map(([, , query = ""]) => query)
    .filter((query) => query.includes("{") && !query.includes("${"));
}

/** What the App asks in some stories, and what is asked now and then only. */
async function documents(): Promise<readonly string[]> {
  const found = new Set<string>([MORE_TIMELINE, ...Object.values(MORE_INCIDENTS)]);
  const observe = ({ path, body, actorName }: Exchange): void => {
    const query = isRecord(body) ? body["query"] : undefined;
    if (path === "/graphql" && typeof query === "string" && actorName === "dakor[bot]") {
      found.add(query);
    }
  };
  for (const query of SOURCES.flatMap(writtenOut)) found.add(query);
  for (const name of STORIES) await play(readStory(name), { observe });
  await Promise.allSettled(asked((query) => found.add(query)));
  return [...found];
}

const MORE = { pageInfo: { hasNextPage: true, endCursor: "1" }, nodes: [] };

/** The readers that the stories don't need, on a GitHub that answers the first question only. */
function asked(add: (query: string) => void): readonly Promise<unknown>[] {
  const github = (first: unknown): GitHub => {
    let answers = [first];
    return {
      graphql: async (query) => {
        add(query);
        const [answer] = answers;
        answers = [];
        if (answer === undefined) throw new Error("It has said all that it knows.");
        return answer;
      },
      request: async () => ({ status: 200, data: {} }),
    };
  };
  const nothing = github(undefined);
  const ref = { ...PLACE, number: 42 };
  const issue = { repository: { id: "R_1" }, timelineItems: MORE };
  return [
    readRemote(
      github({ repository: { config: { text: "report:\n  directory: other\n" } } }),
      PLACE,
    ),
    readIssue(github({ repository: { id: "R_1", issue } }), ref),
    readLabelTarget(nothing, PLACE, ["incident"]),
    readRelays(nothing, PLACE, { numbers: [42], ownBots: [] }),
    readReverted(nothing, PLACE, { number: 12, base: "main", head: OID, files: [] }),
    readPublished(nothing, PLACE, { oid: OID, directory: "reports", incidents: [1] }),
    readPublished(github({}), PLACE, {
      oid: OID,
      directory: "reports",
      folder: { entries: [{ type: "blob", name: "a.md" }] },
      incidents: [1],
    }),
    readUnlabelled(nothing, PLACE, [1, 2]),
    readDrills(nothing, ref, []),
    readIssueStates(nothing, PLACE, [1, 2]),
    areUntouched(nothing, PLACE, { span: { from: OID, to: OID }, patterns: ["src/**"] }),
    readChecks(nothing, PLACE, { pulls: [PULL], app: 7 }),
    readComplete(nothing, [{ id: "PR_1", comments: MORE }], []),
    reportBoardProblem(nothing, ref, { kind: "given-up", reason: "" }),
  ];
}

function operationOf(query: string): string {
  return /\b(?:query|mutation) ([A-Z]\w+)/.exec(query)?.[1] ?? "";
}

test("all that is asked anywhere is among these documents", async () => {
  const found = new Set((await played).map(operationOf));
  const names = SOURCES.flatMap((source) => [
    ...source.matchAll(/\b(?:query|mutation) [A-Z]\w+/g),
  ]).map(([name]) => operationOf(name));
  expect(names.length).toBeGreaterThan(25);
  expect(names.filter((name) => !found.has(name))).toEqual([]);
});

test("no document uses what GitHub marks or announced as going, or what the oldest server lacks", async () => {
  for (const query of await played) {
    expect([operationOf(query), ...objections(query, {}).filter(isAboutDocument)]).toEqual([
      operationOf(query),
    ]);
  }
});

function isAboutDocument(objection: string): boolean {
  return !objection.startsWith("Variable ");
}

test.each([
  ["an argument that was announced", "issue(number: 1) { stateReason(enableDuplicate: true) }"],
  ["a field that is marked", "pullRequest(number: 1) { databaseId }"],
])("%s is found", (_, field) => {
  const query = `query A { repository(owner: "acme", name: "shop") { ${field} } }`;
  expect(objections(query, {}).join()).toContain("deprecated");
});

test("what was announced is in the schema that is kept, with its day", () => {
  const schema = readFileSync("packages/local-github/src/schema.graphql", "utf8");
  for (const day of Object.values(announced)) {
    expect(schema).toContain(`Announced for removal: ${day}.`);
  }
});

test("on the oldest Enterprise Server a duplicate is closed, as not planned", async () => {
  const refused: string[] = [];
  const closed: unknown[] = [];
  const { end, dead } = await play(readStory("duplicate-of-another"), {
    lacks: OLDEST_SERVER_LACKS,
    observe: ({ operation, responseBody, body }) => {
      if (isRecord(responseBody) && "errors" in responseBody) {
        refused.push(`${operation}: ${JSON.stringify(responseBody["errors"])}`);
      }
      if (JSON.stringify(body ?? "").includes("NOT_PLANNED")) closed.push(body);
    },
  });
  expect(dead).toEqual([]);
  expect(refused.filter((error) => !error.includes("NOT_FOUND"))).toEqual([
    expect.stringMatching(/duplicateIssueId|stateReason/),
  ]);
  expect(closed).toHaveLength(1);
  expect(end.threads[0]).toMatchObject({ state: "closed not_planned" });
});
