import { query } from "../client/query.ts";
import { CHECK_NAME } from "./check-run.ts";
import type { Check } from "./check-run.ts";
import { notFound } from "../client/failure.ts";
import type { GitHub, ItemRef, RepoName } from "../client/github.ts";
import { at, count, isRecord, nodes, text } from "../client/narrow.ts";
import type { Json } from "../client/narrow.ts";
import { CHECK_FIELDS, checkIn, readCheck } from "./read-check.ts";
import { furtherPage } from "../client/pages.ts";
import { askEach } from "../client/ask-each.ts";

/** An open pull request, as far as its turn and its check are concerned. */
export type OpenPull = {
  readonly id: string;
  readonly number: number;
  readonly head: string;
  readonly filesCount: number;
  readonly turn: Turn;
  /** Opened with this token. */
  readonly isOwn: boolean;
  /** What the list tells of its check. */
  readonly glimpse: Glimpse;
  /** Its newest check was read, too. */
  readonly isChecked: boolean;
  readonly check?: Check;
};

/** All of its checks passed, there is none, or it is something else. */
type Glimpse = "green" | "none" | "unclear";

/** Who is looked at first: what would be merged first. */
export type Turn = "queued" | "auto-merge" | "other";

const PULLS_PER_REQUEST = 50;

/**
 * Everything open in a repository. Few come with their checks in one request; of more than that, the list only tells
 * whether all is green, for two points a hundred. `app`: whose checks count.
 */
export async function readOpenPulls(
  github: GitHub,
  { owner, repo }: RepoName,
  app: number,
): Promise<readonly OpenPull[]> {
  const operation = `list the open pull requests of ${owner}/${repo}`;
  const found: OpenPull[] = [];
  let after: string | null | undefined = null;
  while (after !== undefined) {
    const variables = { owner, name: repo, after, app, check: CHECK_NAME };
    const list = after === null ? FIRST_PULLS : MORE_PULLS;
    const data: unknown = await query(github, { operation, query: list, variables });
    const repository = at(data, "repository");
    if (!isRecord(repository)) throw notFound(operation);
    found.push(...nodes(repository["pullRequests"]).map(plainOf));
    after = furtherPage(repository["pullRequests"], operation, after ?? undefined);
  }
  return found;
}

/** An open pull request, and all others with the same head: one check is for all of them. None when it isn't open. */
export async function readSharing(
  github: GitHub,
  { owner, repo, number }: ItemRef,
  app: number,
): Promise<readonly OpenPull[]> {
  const operation = `read the head of ${owner}/${repo}#${number}`;
  const data = await query(github, {
    operation,
    query: SHARING,
    variables: { owner, name: repo, number, app, check: CHECK_NAME },
  });
  const json = at(data, "repository", "pullRequest");
  if (!isRecord(json)) throw notFound(operation);
  if (json["state"] !== "OPEN") return [];
  const [commit] = nodes(json["commits"]);
  const plain = plainOf(json);
  const isUnseen = checkIn(at(commit, "commit")) === "unseen";
  const check = isUnseen
    ? await readCheck(github, { owner, repo }, { sha: plain.head, app })
    : plain.check;
  const own = { ...plain, isChecked: true, ...(check && { check }) };
  const associated = at(commit, "commit", "associatedPullRequests");
  if (at(associated, "pageInfo", "hasNextPage") !== false) {
    // More than a page, merged ones among them: whoever shares the head is among all that are open.
    const open = await readOpenPulls(github, { owner, repo }, app);
    const sharing = open.filter((other) => other.head === own.head && other.number !== number);
    return [own, ...sharing.map((other) => ({ ...other, ...(check && { check }) }))];
  }
  const others = nodes(associated)
    .filter((other) => other["state"] === "OPEN" && count(other["number"]) !== number)
    .map((other) => ({ ...plainOf(other), ...(check && { check }) }));
  return [own, ...others.filter(({ head }) => head === own.head)];
}

function plainOf(json: Json): OpenPull {
  const head = text(json["headRefOid"]);
  const [node] = nodes(json["commits"]);
  const commit = at(node, "commit");
  const suites = at(commit, "oid") === head ? at(commit, "checkSuites") : undefined;
  // Only the lists of few have the suites' runs.
  const hasRuns = suites !== undefined && nodes(suites).every((suite) => "checkRuns" in suite);
  const check = hasRuns ? checkIn(commit) : "unseen";
  return {
    id: text(json["id"]),
    number: count(json["number"]),
    head,
    filesCount: count(json["changedFiles"]),
    turn: turnOf(json),
    isOwn: json["viewerDidAuthor"] === true,
    glimpse: suites === undefined ? "unclear" : glimpseOf(suites),
    isChecked: check !== "unseen",
    ...(check === "unseen" || check === undefined ? {} : { check }),
  };
}

function turnOf(json: Json): Turn {
  if (json["isInMergeQueue"] === true) return "queued";
  return isRecord(json["autoMergeRequest"]) ? "auto-merge" : "other";
}

/** A suite says what the worst of its runs does. */
function glimpseOf(suites: unknown): Glimpse {
  const found = nodes(suites);
  if (found.length === 0) return "none";
  const isWhole = count(at(suites, "totalCount")) === found.length;
  return isWhole && found.every((suite) => suite["conclusion"] === "SUCCESS") ? "green" : "unclear";
}

const OPEN_FIELDS = `
  fragment OpenFields on PullRequest {
    id number state headRefOid changedFiles isInMergeQueue viewerDidAuthor
    autoMergeRequest { enabledAt }
  }`;

/** The suites' runs would cost more than all else in the list. */
const GLIMPSE_FIELDS = `
  fragment GlimpseFields on Commit {
    oid
    checkSuites(first: 10, filterBy: { appId: $app, checkName: $check }) {
      totalCount
      nodes { conclusion }
    }
  }`;

const FIRST_PULLS = openPulls("ReadOpenPulls", "first: 30", "CheckFields") + CHECK_FIELDS;
const MORE_PULLS = openPulls("ReadMoreOpenPulls", "first: 100", "GlimpseFields") + GLIMPSE_FIELDS;

function openPulls(name: string, page: string, fields: string): string {
  return `query ${name}(
    $owner: String!, $name: String!, $after: String, $app: Int!, $check: String!
  ) {
    repository(owner: $owner, name: $name) {
      pullRequests(
        states: [OPEN], ${page}, after: $after, orderBy: { field: CREATED_AT, direction: DESC }
      ) {
        pageInfo { hasNextPage endCursor }
        nodes { ...OpenFields commits(last: 1) { nodes { commit { ...${fields} } } } }
      }
    }
  }
  ${OPEN_FIELDS}`;
}

const SHARING = `query ReadSharing(
  $owner: String!, $name: String!, $number: Int!, $app: Int!, $check: String!
) {
  repository(owner: $owner, name: $name) {
    pullRequest(number: $number) {
      ...OpenFields
      commits(last: 1) {
        nodes {
          commit { ...CheckFields associatedPullRequests(first: 20) {
            pageInfo { hasNextPage }
            nodes { ...OpenFields }
          } }
        }
      }
    }
  }
}
${OPEN_FIELDS}
${CHECK_FIELDS}`;

/** The checks of some pull requests by their heads; what has none is left out. `app`: whose checks count. */
export async function readChecks(
  github: GitHub,
  place: RepoName,
  { pulls, app }: { readonly pulls: readonly OpenPull[]; readonly app: number },
): Promise<ReadonlyMap<string, Check>> {
  const answers = await askEach(github, pulls, {
    operation: `read the checks of ${pulls.length} pull requests of ${place.owner}/${place.repo}`,
    begins: "query ReadChecks",
    repository: place,
    alias: "pull",
    field:
      "pullRequest(number: $number) { commits(last: 1) { nodes { commit { ...CheckFields } } } }",
    types: { number: "Int!" },
    values: ({ number }) => ({ number }),
    shared: { types: { app: "Int!", check: "String!" }, values: { app, check: CHECK_NAME } },
    fragments: [CHECK_FIELDS],
    perRequest: PULLS_PER_REQUEST,
  });
  const found = await Promise.all(
    pulls.map(async ({ head }, index) => {
      const [last] = nodes(answers[index]?.["commits"]);
      const commit = at(last, "commit");
      const listed = at(commit, "oid") === head ? checkIn(commit) : undefined;
      // A commit that has more checks than a list shows.
      const check =
        listed === "unseen" ? await readCheck(github, place, { sha: head, app }) : listed;
      return check === undefined ? [] : [[head, check] as const];
    }),
  );
  return new Map(found.flat());
}
