import { expect, test } from "vitest";
import { COMPARE, FILES, targetPull, TREE } from "../github/gate/gate-recorded.ts";
import { attacked, incident, ONE_FILE, verdictOf } from "./gate-attack.ts";

type More = Parameters<typeof attacked>[2];

const NONSENSE = "is not whole";
const counted = (changedFiles: number): More => ({
  repository: { pullRequest: targetPull({ changedFiles }) },
});
const answering = (name: string, answer: unknown): More => ({ answers: { [name]: () => answer } });

test.each<readonly [string, readonly unknown[], readonly string[], More]>([
  ["the files are no list", [incident()], ONE_FILE, answering(FILES, { message: "x" })],
  [
    "there is no repository",
    [incident()],
    ONE_FILE,
    answering("JudgePull", { viewer: { login: "x" }, repository: null }),
  ],
  ["a gap in the list of incidents", [incident(), null], ONE_FILE, {}],
  ["a gap in a timeline", [incident([null])], ONE_FILE, {}],
  [
    "a list of incidents that doesn't say whether it goes on",
    [],
    ONE_FILE,
    { repository: { open: { nodes: [] } } },
  ],
  ["the same of the reported ones", [], ONE_FILE, { repository: { owed: { nodes: [] } } }],
  ["the same of the recent ones", [], ONE_FILE, { repository: { recent: { nodes: [null] } } }],
  ["no list of incidents", [], ONE_FILE, { repository: { open: null } }],
  [
    "a list that goes on nowhere",
    [],
    ONE_FILE,
    { repository: { open: { nodes: [], pageInfo: { hasNextPage: true, endCursor: null } } } },
  ],
  ["a file that is none", [incident()], ONE_FILE, answering(FILES, [null])],
])("nothing passes: %s", async (_, issues, ...[files, more]) => {
  expect(await verdictOf(attacked(issues, files, more))).toContain(NONSENSE);
});

/** What the trees say where the list isn't whole. */
const touched: More = {
  answers: {
    CompareFolders: ({ variables }) => ({
      repository: Object.fromEntries(
        Object.keys(variables)
          .filter((name) => name.startsWith("expression"))
          .map((name) => [name.replace("expression", "object"), { oid: name }]),
      ),
    }),
    [TREE]: () => ({ truncated: true, tree: [] }),
  },
};

test.each<readonly [string, readonly string[], number]>([
  ["none counted, one listed", ONE_FILE, 0],
  ["two counted, the same one twice", ["docs/a", "docs/a"], 2],
  ["two counted, one listed", ["docs/a"], 2],
  ["one counted, none listed", [], 1],
  ["one counted, two listed", ["docs/a", "docs/b"], 1],
])("a list that isn't whole is compared with the trees: %s", async (_, files, count) => {
  const more = { ...counted(count), ...touched };
  const github = attacked([incident()], files, more);
  expect(await verdictOf(github)).toMatch(/^hold: (?:files_unlisted|report_missing)$/);
  expect(github.names()).toContain(COMPARE);
});

test("where the trees are the same, nothing is held for a short list", async () => {
  expect(await verdictOf(attacked([incident()], ["docs/a"], counted(2)))).toBe("pass: paths_clear");
});
