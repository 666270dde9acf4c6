import type { ConfigReading } from "../core/config.ts";
import { INCIDENT_LABEL, KLUDGE_LABEL } from "../core/phase.ts";
import { isRevert } from "../core/revert.ts";
import type { Selves } from "../core/selves.ts";
import type { Pull, Repository, Role } from "../core/snapshot.ts";
import type { Instant } from "../core/time.ts";
import { ask } from "./ask.ts";
import type { GitHub, Ref, Target } from "./github.ts";
import { at, count, isRecord, nodes, text } from "./narrow.ts";
import { configOf, repositoryOf, targetOf } from "./narrow-repository.ts";
import { labelFields, PERSON_FIELDS, PULL_FIELDS, REPOSITORY_FIELDS } from "./query-parts.ts";
import { readComplete } from "./read-pulls.ts";
import { readRole } from "./read-role.ts";
import { incidentsNaming, readTakenBack, REFERENCES } from "./read-taken-back.ts";
import { OWED_LABELS } from "./read-unreported.ts";
import type { RoleCache } from "./role-cache.ts";
import { selvesOf } from "./selves-of.ts";

export type PullReading = {
  readonly now: Instant;
  readonly selves: Selves;
  readonly repository: Repository;
  readonly config: ConfigReading;
  readonly pull: Pull;
  /** Names of its first hundred files. */
  readonly files: readonly string[];
  /** Asked only for what looks like a revert: "none" for everything else, and for bots. */
  readonly authorRole: Role;
  /** Numbers of the repository's incidents that are open, or closed and not yet reported. */
  readonly unreported: readonly number[];
  /** Those of them that it names, and all incidents that name it, or what it has taken back. */
  readonly named: readonly number[];
  readonly target: Target;
};

export type PullOptions = {
  readonly now: Instant;
  readonly roles: RoleCache;
  /** Logins of other bots that count as this one. */
  readonly selves?: readonly string[];
};

/** A pull request and what it may concern; undefined when there is none of that number. */
export async function readPull(
  github: GitHub,
  ref: Ref,
  options: PullOptions,
): Promise<PullReading | undefined> {
  const data = await readAnswer(github, ref);
  const repositoryJson = at(data, "repository");
  const json = at(repositoryJson, "pullRequest");
  if (!isRecord(repositoryJson) || !isRecord(json)) return undefined;
  const selves = selvesOf(at(data, "viewer", "login"), options.selves);
  const [pull] = await readComplete(github, [json], selves);
  if (pull === undefined) return undefined;
  const unreported = ["open", "owed"].flatMap((alias) =>
    nodes(repositoryJson[alias]).map(({ number }) => count(number)),
  );
  const mentioned = mentionedIn(`${pull.title}\n${pull.body}`);
  const asksRole = isRevert(pull) && !pull.author.isBot && pull.author.login !== "ghost";
  return {
    now: options.now,
    selves,
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
        ...unreported.filter((number) => mentioned.includes(number)),
        ...incidentsNaming(json),
        ...(isRevert(pull) ? await readTakenBack(github, ref, pull) : []),
      ]),
    ],
    target: targetOf(repositoryJson, undefined),
  };
}

function mentionedIn(words: string): readonly number[] {
  return [...words.matchAll(/(?<![\w/])#(\d{1,9})\b/g)].map(([, number]) => Number(number));
}

function readAnswer(github: GitHub, ref: Ref): Promise<unknown> {
  const labels = labelFields([KLUDGE_LABEL]);
  return ask(github, {
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

function pullQuery(labels: { readonly parameters: string; readonly fields: string }): string {
  const newest = "first: 100, orderBy: { field: CREATED_AT, direction: DESC }";
  return `query ReadPull(
    $owner: String!, $name: String!, $number: Int!
    $incident: [String!]!, $owed: [String!]!${labels.parameters}
  ) {
    viewer { login }
    repository(owner: $owner, name: $name) {
      ...RepositoryFields
      ${labels.fields}
      open: issues(labels: $incident, states: [OPEN], ${newest}) { nodes { number } }
      owed: issues(labels: $owed, states: [CLOSED], ${newest}) { nodes { number } }
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
