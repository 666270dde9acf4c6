import { ask } from "./ask.ts";
import { CHECK_NAME } from "./check-run.ts";
import type { Check, Place } from "./check-run.ts";
import { absence } from "./failure.ts";
import { furtherPage } from "./gate-answer.ts";
import type { GitHub, Ref } from "./github.ts";
import { at, count, isRecord, nodes, text } from "./narrow.ts";
import type { Json } from "./narrow.ts";
import { CHECK_FIELDS, checkIn, readCheck } from "./read-check.ts";

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
  readonly check?: Check;
};

/** All of its checks passed, there is none, or it has to be read. */
export type Glimpse = "green" | "none" | "unclear";

/** Who is looked at first: what would be merged first. */
export type Turn = "queued" | "auto-merge" | "other";

/** Everything open in a repository, a request and two points for each hundred. `app`: whose checks count. */
export async function readOpenPulls(
  github: GitHub,
  { owner, repo }: Place,
  app: number,
): Promise<readonly OpenPull[]> {
  const operation = `list the open pull requests of ${owner}/${repo}`;
  const found: OpenPull[] = [];
  let after: string | null | undefined = null;
  while (after !== undefined) {
    const variables = { owner, name: repo, after, app, check: CHECK_NAME };
    const data: unknown = await ask(github, { operation, query: OPEN_PULLS, variables });
    const repository = at(data, "repository");
    if (!isRecord(repository)) throw absence(operation);
    found.push(...nodes(repository["pullRequests"]).map(plainOf));
    after = furtherPage(repository["pullRequests"], operation, after ?? undefined);
  }
  return found;
}

/** An open pull request, and all others with the same head: one check is for all of them. None when it isn't open. */
export async function readSharing(
  github: GitHub,
  { owner, repo, number }: Ref,
  app: number,
): Promise<readonly OpenPull[]> {
  const operation = `read the head of ${owner}/${repo}#${number}`;
  const data = await ask(github, {
    operation,
    query: SHARING,
    variables: { owner, name: repo, number, app, check: CHECK_NAME },
  });
  const json = at(data, "repository", "pullRequest");
  if (!isRecord(json)) throw absence(operation);
  if (json["state"] !== "OPEN") return [];
  const [commit] = nodes(json["commits"]);
  const plain = plainOf(json);
  const isHead = at(commit, "commit", "oid") === plain.head;
  const listed = isHead ? checkIn(at(commit, "commit")) : undefined;
  const check =
    listed === "unseen"
      ? await readCheck(github, { owner, repo }, { sha: plain.head, app })
      : listed;
  const own = { ...plain, ...(check && { check }) };
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
  const [commit] = nodes(json["commits"]);
  const isHead = at(commit, "commit", "oid") === head;
  return {
    id: text(json["id"]),
    number: count(json["number"]),
    head,
    filesCount: count(json["changedFiles"]),
    turn: turnOf(json),
    isOwn: json["viewerDidAuthor"] === true,
    glimpse: isHead ? glimpseOf(at(commit, "commit", "checkSuites")) : "unclear",
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

const OPEN_PULLS = `query ReadOpenPulls(
  $owner: String!, $name: String!, $after: String, $app: Int!, $check: String!
) {
  repository(owner: $owner, name: $name) {
    pullRequests(
      states: [OPEN], first: 100, after: $after, orderBy: { field: CREATED_AT, direction: DESC }
    ) {
      pageInfo { hasNextPage endCursor }
      nodes {
        ...OpenFields
        commits(last: 1) { nodes { commit { ...GlimpseFields } } }
      }
    }
  }
}
${OPEN_FIELDS}
${GLIMPSE_FIELDS}`;

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
