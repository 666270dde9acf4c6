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
  readonly check?: Check;
};

/** Who is looked at first: what would be merged first. */
export type Turn = "queued" | "auto-merge" | "other";

/** Everything open in a repository, a request for each hundred. `app`: whose checks count. */
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
    const look = lookIn(github, { owner, repo }, app);
    for (const json of nodes(repository["pullRequests"])) found.push(await openPullOf(json, look));
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
  const own = await openPullOf(json, lookIn(github, { owner, repo }, app));
  const [commit] = nodes(json["commits"]);
  const associated = at(commit, "commit", "associatedPullRequests");
  if (at(associated, "pageInfo", "hasNextPage") !== false) {
    // More than a page, merged ones among them: whoever shares the head is among all that are open.
    const open = await readOpenPulls(github, { owner, repo }, app);
    return [own, ...open.filter((other) => other.head === own.head && other.number !== number)];
  }
  const others = nodes(associated)
    .filter((other) => other["state"] === "OPEN" && count(other["number"]) !== number)
    .map((other) => ({ ...plainOf(other), ...(own.check && { check: own.check }) }));
  return [own, ...others.filter(({ head }) => head === own.head)];
}

type Look = (sha: string) => Promise<Check | undefined>;

/** For a commit that has more checks than a list shows. */
function lookIn(github: GitHub, place: Place, app: number): Look {
  return (sha) => readCheck(github, place, { sha, app });
}

async function openPullOf(json: Json, look: Look): Promise<OpenPull> {
  const pull = plainOf(json);
  const [node] = nodes(json["commits"]);
  const commit = at(node, "commit");
  const listed = at(commit, "oid") === pull.head ? checkIn(commit) : undefined;
  const check = listed === "unseen" ? await look(pull.head) : listed;
  return check === undefined ? pull : { ...pull, check };
}

function plainOf(json: Json): OpenPull {
  return {
    id: text(json["id"]),
    number: count(json["number"]),
    head: text(json["headRefOid"]),
    filesCount: count(json["changedFiles"]),
    turn: turnOf(json),
    isOwn: json["viewerDidAuthor"] === true,
  };
}

function turnOf(json: Json): Turn {
  if (json["isInMergeQueue"] === true) return "queued";
  return isRecord(json["autoMergeRequest"]) ? "auto-merge" : "other";
}

const OPEN_FIELDS = `
  fragment OpenFields on PullRequest {
    id number state headRefOid changedFiles isInMergeQueue viewerDidAuthor
    autoMergeRequest { enabledAt }
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
        commits(last: 1) { nodes { commit { ...CheckFields } } }
      }
    }
  }
}
${OPEN_FIELDS}
${CHECK_FIELDS}`;

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
