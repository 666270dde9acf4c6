import type { Instant } from "../../core/time/time.ts";
import { readRepositories, type InstalledRepository } from "./read-installations.ts";
import { countRequests, type PagingGitHub } from "../client/paging-github.ts";
import { readRecent } from "./read-recent.ts";
import { readUnanswered, type MayCommand } from "./read-unanswered.ts";
import { readUnjudged } from "./read-unjudged.ts";
import { readUnreported } from "../read/read-unreported.ts";

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
