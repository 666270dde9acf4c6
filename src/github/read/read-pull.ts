import type { ConfigReading } from "../../core/config/config.ts";
import { INCIDENT_LABEL, KLUDGE_LABEL } from "../../core/model/phase.ts";
import { closedIssues, isRevert, revertedNumbers } from "../../core/gate/revert.ts";
import type { OwnBots } from "../../core/model/own-bots.ts";
import type { Pull, Repository } from "../../core/model/snapshot.ts";
import type { Role } from "../../core/model/role.ts";
import type { Instant } from "../../core/time/time.ts";
import type { Comment } from "../../core/model/timeline.ts";
import { query } from "../client/query.ts";
import type { GitHub, ItemRef, RepoRef } from "../client/github.ts";
import { at, count, isRecord, labelNames, nodes, text } from "../client/narrow.ts";
import type { Json } from "../client/narrow.ts";
import { commentOf } from "./narrow-issue.ts";
import { pullOf } from "./narrow-pull.ts";
import { configOf, repoRefOf, repositoryOf } from "./narrow-repository.ts";
import { PERSON_FIELDS, PULL_FIELDS, REPOSITORY_FIELDS, labelFields } from "./query-parts.ts";
import { readMoreComments } from "./read-pulls.ts";
import { readRole } from "./read-role.ts";
import type { RoleCache } from "./read-role.ts";
import { OWED_LABELS } from "./read-unreported.ts";
import { ownBotsOf } from "./own-bots-of.ts";
import { askEach } from "../client/ask-each.ts";
import type { Aliased } from "../client/ask-each.ts";

type Unreported = {
  readonly id: string;
  readonly number: number;
  readonly openedAt: Instant;
};

export type PullReading = {
  readonly now: Instant;
  readonly ownBots: OwnBots;
  readonly repository: Repository;
  readonly config: ConfigReading;
  readonly pull: Pull;
  /** Names of its first hundred files. */
  readonly files: readonly string[];
  /** Asked only for what looks like a revert: "none" for everything else, and for bots. */
  readonly authorRole: Role;
  /** The repository's incidents that are open, or closed and not yet reported. */
  readonly unreported: readonly Unreported[];
  /** Those of them that it names, and all incidents that name it, or what it has taken back. */
  readonly named: readonly number[];
  /** What is said on its page. */
  readonly comments: readonly Comment[];
  readonly target: RepoRef;
};

type PullOptions = {
  readonly now: Instant;
  readonly roles: RoleCache;
  /** Logins of other bots that count as this one. */
  readonly ownBots?: readonly string[];
};

/** One revert can't make the bot look at more than this. */
const MOST_INCIDENTS = 10;

/** A pull request and what it may concern; undefined when there is none of that number. */
export async function readPull(
  github: GitHub,
  ref: ItemRef,
  options: PullOptions,
): Promise<PullReading | undefined> {
  const data = await readAnswer(github, ref);
  const repositoryJson = at(data, "repository");
  const json = at(repositoryJson, "pullRequest");
  if (!isRecord(repositoryJson) || !isRecord(json)) return undefined;
  const ownBots = ownBotsOf(at(data, "viewer", "login"), options.ownBots);
  const moreComments = await readMoreComments(github, json);
  const pull = pullOf(json, ownBots, moreComments);
  const listed = ["open", "owed"].flatMap((alias) => nodes(repositoryJson[alias]));
  // An issue that is closed meanwhile is in both lists.
  const unreported = [
    ...new Map(listed.map((issue) => [count(issue["number"]), unreportedOf(issue)])).values(),
  ];
  const mentioned = mentionedIn(`${pull.title}\n${pull.body}`);
  const asksRole = isRevert(pull) && !pull.author.isBot && pull.author.login !== "ghost";
  return {
    now: options.now,
    ownBots,
    repository: repositoryOf(repositoryJson),
    config: configOf(repositoryJson),
    pull,
    files: nodes(json["files"]).map((file) => text(file["path"])),
    authorRole: asksRole
      ? await readRole({ github, repository: ref, roles: options.roles }, pull.author.login)
      : "none",
    unreported,
    named: [
      ...new Set([
        ...unreported.map(({ number }) => number).filter((number) => mentioned.includes(number)),
        ...incidentsNaming(json),
        ...(isRevert(pull) ? await readTakenBack(github, ref, pull) : []),
      ]),
    ],
    comments: [...nodes(json["comments"]), ...moreComments].map((comment) =>
      commentOf(comment, ownBots),
    ),
    target: repoRefOf(repositoryJson, undefined),
  };
}

function unreportedOf(json: Json): Unreported {
  return {
    id: text(json["id"]),
    number: count(json["number"]),
    openedAt: text(json["createdAt"]),
  };
}

function mentionedIn(words: string): readonly number[] {
  return [...words.matchAll(/(?<![\w/])#(\d{1,9})\b/g)].map(([, number]) => Number(number));
}

function readAnswer(github: GitHub, ref: ItemRef): Promise<unknown> {
  const labels = labelFields([KLUDGE_LABEL]);
  return query(github, {
    operation: `read ${ref.owner}/${ref.repo}#${ref.number}`,
    query: pullQuery(labels),
    variables: {
      owner: ref.owner,
      name: ref.repo,
      number: ref.number,
      incident: [INCIDENT_LABEL],
      owed: OWED_LABELS,
      ...labels.variables,
    },
  });
}

function pullQuery(labels: Aliased): string {
  const newest = "first: 100, orderBy: { field: CREATED_AT, direction: DESC }";
  return `query ReadPull(
    $owner: String!, $name: String!, $number: Int!
    $incident: [String!]!, $owed: [String!]!, ${labels.parameters}
  ) {
    viewer { login }
    repository(owner: $owner, name: $name) {
      ...RepositoryFields
      ${labels.fields}
      open: issues(labels: $incident, states: [OPEN], ${newest}) { nodes { id number createdAt } }
      owed: issues(labels: $owed, states: [CLOSED], ${newest}) { nodes { id number createdAt } }
      pullRequest(number: $number) {
        ...PullFields
        files(first: 100) { nodes { path } }
        ${REFERENCES}
      }
    }
  }
  ${REPOSITORY_FIELDS}
  ${PULL_FIELDS}
  ${PERSON_FIELDS}`;
}

/**
 * Incidents that a merged revert may concern though it names none: those that name what it takes back as their fix, or
 * were closed by its merge. They may have their report already, so no list of unreported ones has them.
 */
async function readTakenBack(
  github: GitHub,
  { owner, repo, number }: ItemRef,
  revert: Pull,
): Promise<readonly number[]> {
  const numbers = revert.state === "merged" ? revertedNumbers(revert).slice(0, MOST_INCIDENTS) : [];
  const pulls = await askEach(github, numbers, {
    operation: `read what ${owner}/${repo}#${number} takes back`,
    begins: "query ReadTakenBack",
    repository: { owner, repo },
    alias: "pull",
    field: `pullRequest(number: $number) { url title body ${REFERENCES} }`,
    types: { number: "Int!" },
    values: (reverted) => ({ number: reverted }),
  });
  const found = pulls
    .filter(isRecord)
    .flatMap((json) => [...incidentsNaming(json), ...closedBy(json)]);
  return [...new Set(found)].slice(0, MOST_INCIDENTS);
}

function closedBy(json: Json): readonly number[] {
  const [url, title, body] = [text(json["url"]), text(json["title"]), text(json["body"])];
  return closedIssues({ url, title, body });
}

/** The incidents that name a pull request. */
function incidentsNaming(json: Json): readonly number[] {
  return nodes(json["references"])
    .filter((event) => event["isCrossRepository"] === false)
    .filter((event) =>
      labelNames(at(event, "source", "labels")).some(
        (label) => label.toLowerCase() === INCIDENT_LABEL,
      ),
    )
    .map((event) => count(at(event, "source", "number")));
}

/** The incidents that name a pull request, as `incidentsNaming` wants them. */
const REFERENCES = `references: timelineItems(last: 50, itemTypes: [CROSS_REFERENCED_EVENT]) {
    nodes {
      ... on CrossReferencedEvent {
        isCrossRepository
        source { ... on Issue { number labels(first: 20) { nodes { name } } } }
      }
    }
  }`;
