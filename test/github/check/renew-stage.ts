import { createCheckPublisher } from "../../../src/github/check/check-publisher.ts";
import { recheckAll } from "../../../src/github/check/recheck.ts";
import type { RunResult } from "../../../src/github/run-result.ts";
import { createRoleCache } from "../../../src/github/read/read-role.ts";
import { fakeGitHub, PERMISSION } from "../fake-github.ts";
import type { Call, FakeGitHub } from "../fake-github.ts";
import { comment, issue, LEA, page, pull, repository } from "../recorded.ts";

export const PLACE = { owner: "acme", repo: "shop" };
export const PAY = "src/checkout/pay.ts";
export const LIST = "src/catalog/list.ts";
export const POST = "POST /repos/{owner}/{repo}/check-runs";
export const PATCH = "PATCH /repos/{owner}/{repo}/check-runs/{check_run_id}";

type Opened = {
  readonly number: number;
  readonly path: string;
  readonly head?: string;
  readonly more?: Readonly<Record<string, unknown>>;
  readonly check?: Readonly<Record<string, unknown>>;
};

/** GraphQL doesn't tell the old name: such a pull request has to be looked at by itself. */
export const RENAMED = { files: { nodes: [{ path: PAY, changeType: "RENAMED" }] } };

export const GREEN = { databaseId: 900, conclusion: "SUCCESS", externalId: "plain" };

function headOf({ number, head }: Opened): string {
  return head ?? String(number).padStart(40, "0");
}

function opened(one: Opened): Readonly<Record<string, unknown>> {
  const { check } = one;
  const suites =
    check === undefined
      ? []
      : [{ conclusion: check["conclusion"] ?? null, checkRuns: { nodes: [check] } }];
  const oid = headOf(one);
  return {
    ...pull(one.number, { headRefOid: oid }),
    changedFiles: 1,
    isInMergeQueue: false,
    autoMergeRequest: null,
    baseRefName: "main",
    baseRefOid: "a".repeat(40),
    headRef: { target: { oid, committedDate: "2026-02-15T09:00:00Z", checkSuites: page([]) } },
    commits: {
      nodes: [{ commit: { oid, checkSuites: { totalCount: suites.length, nodes: suites } } }],
    },
    files: { nodes: [{ path: one.path, changeType: "MODIFIED" }] },
    ...one.more,
  };
}

/** Incident 42 holds src/checkout/**, unless it is quiet. */
export function gate(isQuiet = false): unknown {
  const declared = { __typename: "LabeledEvent", id: "LE_1", createdAt: "2026-02-15T10:00:00Z" };
  const timeline = [
    { ...declared, actor: LEA, label: { name: "incident" } },
    comment("IC_1", "/paths src/checkout/**"),
  ];
  return {
    viewer: { login: "dakor[bot]" },
    repository: repository({
      isArchived: false,
      reports: null,
      open: page(isQuiet ? [] : [issue(timeline)]),
      owed: page([]),
      recent: page([]),
    }),
  };
}

/** So many are listed with their checks. */
const FIRST = 30;

/** That many which have nothing to do with anything, before the others. */
export const FILLERS: readonly Opened[] = Array.from({ length: FIRST }, (_, index) => ({
  number: 1000 + index,
  path: LIST,
  check: { ...GREEN, databaseId: 1000 + index },
}));

function listOf(nodes: readonly unknown[], hasNextPage: boolean): unknown {
  const pageInfo = { hasNextPage, endCursor: hasNextPage ? "more" : null };
  return { repository: { pullRequests: { ...page(nodes), pageInfo } } };
}

function withoutRuns(listed: Readonly<Record<string, unknown>>): unknown {
  return JSON.parse(
    JSON.stringify(listed, (key, value: unknown) => (key === "checkRuns" ? undefined : value)),
  );
}

export function githubWith(
  pulls: readonly Opened[],
  more: Readonly<Record<string, (call: Call) => unknown>> = {},
): FakeGitHub {
  const byNumber = (number: unknown): unknown => {
    const found = pulls.find((one) => one.number === number);
    return found === undefined ? null : opened(found);
  };
  const aliased = ({ variables }: Call): unknown => ({
    repository: Object.fromEntries(
      Object.entries(variables)
        .filter(([name]) => name.startsWith("number"))
        .map(([name, number]) => [name.replace("number", "pull"), byNumber(number)]),
    ),
  });
  let id = 0;
  return fakeGitHub({
    ReadGate: () => gate(),
    ReadOpenPulls: () => listOf(pulls.slice(0, FIRST).map(opened), pulls.length > FIRST),
    ReadMoreOpenPulls: () => listOf(pulls.slice(FIRST).map(opened).map(withoutRuns), false),
    ReadFiles: aliased,
    ReadTargets: aliased,
    ReadChecks: aliased,
    ReadSharing: ({ variables }) => ({
      repository: { pullRequest: byNumber(variables["number"]) },
    }),
    ReadHead: ({ variables }) => ({ repository: { pullRequest: byNumber(variables["number"]) } }),
    "GET /repos/{owner}/{repo}/pulls/{pull_number}/files": ({ variables }) => [
      {
        filename: pulls.find(({ number }) => number === variables["pull_number"])?.path,
        status: "modified",
      },
    ],
    ApplyWrites: () => ({}),
    [POST]: () => ({ id: ++id }),
    [PATCH]: ({ variables }) => ({ id: variables["check_run_id"] }),
    [PERMISSION]: () => ({ role_name: "maintain" }),
    ...more,
  });
}

export async function readApp(): Promise<number> {
  return 7;
}

export function options(): Parameters<typeof recheckAll>[2] {
  return {
    now: "2026-02-15T10:30:00Z",
    roles: createRoleCache({ clock: () => 0 }),
    checks: createCheckPublisher(readApp),
    app: readApp,
  };
}

export function renew(github: FakeGitHub): Promise<RunResult> {
  return recheckAll(github, PLACE, options());
}

/** "POST <the head's number> failure", in the order of writing. */
export function written({ calls }: FakeGitHub): readonly string[] {
  return calls.flatMap(({ name, variables }) => {
    if (name === "ApplyWrites") return ["dequeue"];
    if (name !== POST && name !== PATCH) return [];
    const about = variables["head_sha"] ?? variables["check_run_id"];
    return [`${name.split(" ", 1).join()} ${Number(about)} ${String(variables["conclusion"])}`];
  });
}
