import type { Instant } from "../../core/time/time.ts";
import { readRepositories } from "./read-app.ts";
import type { InstalledRepository } from "./read-app.ts";
import { countRequests } from "../client/paging-github.ts";
import type { PagingGitHub } from "../client/paging-github.ts";
import { readUnreported } from "../read/read-unreported.ts";
import type { GitHub } from "../client/github.ts";
import { at, count, isRecord, labelNames, list, nextPage, nodes, text } from "../client/narrow.ts";
import type { Json } from "../client/narrow.ts";
import { askEach, listEach } from "../client/ask-each.ts";
import { CHECK_NAME } from "../check/check-run.ts";

type Found = InstalledRepository & { readonly number: number };

type Missed = {
  readonly repositories: readonly InstalledRepository[];
  /** Incidents that the bot may have work with. */
  readonly incidents: readonly Found[];
  /** Other issues with what may be a command that nobody answered. */
  readonly commands: readonly Found[];
  /** Open pull requests that changed and have no check. */
  readonly pulls: readonly Found[];
  /** Repositories whose open pull requests may have to be judged again. */
  readonly gates: readonly InstalledRepository[];
  /** It was more than one sweep looks at; the newest was looked at. */
  readonly isCut: boolean;
  readonly requests: number;
};

type MissedAsked = {
  readonly since: Instant;
  /** Nobody knows which checks are red for an incident that is over by now. */
  readonly isFirst: boolean;
  readonly mayCommand: MayCommand;
  /** The App's id: only its own checks count. */
  readonly app: () => Promise<number>;
};

/** Whether a comment may be a command, on an issue with these labels. */
type MayCommand = (comment: string, labels: readonly string[]) => boolean;

const ISSUES_PER_REQUEST = 25;

const PULLS_PER_REQUEST = 50;

/** An issue or an open pull request that changed lately; `id` is its node id. */
type Recent = InstalledRepository & { readonly number: number; readonly id: string };

type Recents = {
  readonly issues: readonly Recent[];
  readonly pulls: readonly Recent[];
  /** Repositories with an open pull request, however long nothing happened there. */
  readonly withPulls: readonly InstalledRepository[];
  /** Some changed so much that not all of it was read. */
  readonly isCut: boolean;
};

const PER_PAGE = 50;
/** Of one list. After days without us a busy repository may have thousands: the newest are looked at. */
const MOST_PAGES = 4;

const LISTED = {
  issues: "filterBy: { since: $since }",
  pullRequests: "states: [OPEN]",
} as const;

/**
 * All of an installation that a webhook would have told of, had it come. With its token, for R repositories, I issues
 * and P pull requests that changed: R/100 + R/50 + R/50 + I/25 + P/50 requests, each rounded up.
 */
export async function readMissed(unmeasured: PagingGitHub, asked: MissedAsked): Promise<Missed> {
  const { github, requests } = countRequests(unmeasured);
  const repositories = await readRepositories(github);
  const incidents = await readUnreported(github, repositories);
  const recent = await readRecent(github, repositories, asked.since);
  const known = new Set(incidents.map(nameOf));
  const issues = recent.issues.filter((issue) => !known.has(nameOf(issue)));
  const held = new Set(incidents.map(({ repository }) => repository));
  return {
    repositories,
    incidents,
    commands: await readUnanswered(github, issues, asked.mayCommand),
    pulls: await readUnjudged(github, recent.pulls, await asked.app()),
    gates: recent.withPulls.filter(({ repository }) => asked.isFirst || held.has(repository)),
    isCut: recent.isCut,
    requests: requests(),
  };
}

function nameOf({ repository, number }: Found): string {
  return `${repository}#${number}`;
}

/** The issues on which somebody wrote what may be a command, and the bot has neither reacted nor written since. */
async function readUnanswered(
  github: GitHub,
  issues: readonly Recent[],
  mayCommand: MayCommand,
): Promise<readonly Recent[]> {
  const answers = await askEach(github, issues, {
    operation: `read what was said on ${issues.length} issues`,
    begins: "query ReadUnanswered",
    alias: "issue",
    field: "node(id: $id) { ...Said }",
    types: { id: "ID!" },
    values: ({ id }) => ({ id }),
    fragments: [SAID],
    perRequest: ISSUES_PER_REQUEST,
    isInTurn: true,
  });
  return issues.filter((_, index) => isUnanswered(answers[index], mayCommand));
}

function isUnanswered(issue: unknown, mayCommand: MayCommand): boolean {
  if (!isRecord(issue)) return false;
  const labels = labelNames(issue["labels"]);
  const comments = nodes(issue["comments"]);
  // Whatever the bot answers, it has read all that was there by then.
  const answered = comments.findLastIndex(
    (comment) => comment["viewerDidAuthor"] === true || isSeen(comment),
  );
  return comments.some(
    (comment, index) =>
      (index > answered || isEdited(comment)) &&
      comment["viewerDidAuthor"] !== true &&
      mayCommand(text(comment["body"]), labels),
  );
}

function isSeen(comment: Json): boolean {
  return list(comment["reactionGroups"]).some((group) => at(group, "viewerHasReacted") === true);
}

/** The reaction may be older than what it says now. */
function isEdited(comment: Json): boolean {
  return text(comment["lastEditedAt"]) !== "";
}

const SAID = `fragment Said on Issue {
    labels(first: 20) { nodes { name } }
    comments(last: 100) {
      nodes { body viewerDidAuthor lastEditedAt reactionGroups { viewerHasReacted } }
    }
  }`;

/** The pull requests whose newest commit has no check of this App: nobody told it of them. */
async function readUnjudged(
  github: GitHub,
  pulls: readonly Recent[],
  app: number,
): Promise<readonly Recent[]> {
  const answers = await askEach(github, pulls, {
    operation: `look for the checks of ${pulls.length} pull requests`,
    begins: "query ReadUnjudged",
    alias: "pull",
    field: "node(id: $id) { ...Head }",
    types: { id: "ID!" },
    values: ({ id }) => ({ id }),
    shared: { types: { app: "Int!", check: "String!" }, values: { app, check: CHECK_NAME } },
    fragments: [HEAD],
    perRequest: PULLS_PER_REQUEST,
    isInTurn: true,
  });
  return pulls.filter((_, index) => isUnjudged(answers[index]));
}

function isUnjudged(pull: unknown): boolean {
  if (!isRecord(pull) || pull["state"] !== "OPEN") return false;
  const [last] = nodes(pull["commits"]);
  const suites = nodes(at(last, "commit", "checkSuites"));
  return suites.every((suite) => count(at(suite, "checkRuns", "totalCount")) === 0);
}

const HEAD = `fragment Head on PullRequest {
    state
    commits(last: 1) {
      nodes {
        commit {
          checkSuites(first: 1, filterBy: { appId: $app, checkName: $check }) {
            nodes {
              checkRuns(first: 1, filterBy: { appId: $app, checkName: $check }) { totalCount }
            }
          }
        }
      }
    }
  }`;

/** What changed since then in some repositories, newest first: one request for fifty of them, while little happens. */
async function readRecent(
  github: GitHub,
  repositories: readonly InstalledRepository[],
  since: Instant,
): Promise<Recents> {
  const found: Readonly<Record<keyof typeof LISTED, Recent[]>> = { issues: [], pullRequests: [] };
  const withPulls: InstalledRepository[] = [];
  let isCut = false;
  const lists = repositories.flatMap((place) => [
    { place, of: "issues" as const },
    { place, of: "pullRequests" as const },
  ]);
  await listEach(github, lists, {
    operation: "list what changed lately",
    begins: "query ReadRecent",
    types: { since: "DateTime!" },
    values: () => ({ since }),
    page: ({ of }) =>
      `${LISTED[of]}, first: ${PER_PAGE}, after: $after, orderBy: { field: UPDATED_AT, direction: DESC }`,
    fields: "id number updatedAt",
    take: ({ place, of }, page, number) => {
      const listed = nodes(page);
      // Pull requests can't be asked for by time, only in its order.
      const changed = listed.filter(
        (one) => Date.parse(text(one["updatedAt"])) >= Date.parse(since),
      );
      found[of].push(
        ...changed.map((one) => ({ ...place, number: count(one["number"]), id: text(one["id"]) })),
      );
      if (of === "pullRequests" && number === 1 && listed.length > 0) withPulls.push(place);
      const after = changed.length < listed.length ? undefined : nextPage(page);
      isCut ||= after !== undefined && number === MOST_PAGES;
      return number < MOST_PAGES ? after : undefined;
    },
  });
  return { issues: found.issues, pulls: found.pullRequests, withPulls, isCut };
}
