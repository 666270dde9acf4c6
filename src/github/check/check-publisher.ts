import { conclusionOf, digestOf } from "./check-run.ts";
import type { Check, CheckText } from "./check-run.ts";
import type { GitHub, RepoName } from "../client/github.ts";
import { readCheck } from "./read-check.ts";
import { writeCheck } from "./write-check.ts";

/** When a judgement began: what began later has read what is newer. */
export type Generation = number;

export type Publication = {
  readonly generation: Generation;
  readonly sha: string;
  readonly words: CheckText;
  /** As a list has just shown it; left out, it is asked for. */
  readonly present?: Check | "none";
  /** Somebody asked for it to run again: also the same words are an answer. */
  readonly isAsked?: boolean;
};

/**
 * Writes the App's checks: one for each commit, one writer for each commit at a time, and never an older judgement
 * over a newer one. So a pull request's own run and the renewal of all can't undo each other.
 */
export type CheckPublisher = {
  readonly begin: () => Generation;
  /** Whether anything had to be written. */
  readonly publish: (github: GitHub, place: RepoName, publication: Publication) => Promise<boolean>;
};

/** Commits that are remembered; the others are asked for again. */
const MOST = 5000;

type Page = {
  readonly generation: Generation;
  readonly check: Check;
  /** The last that had begun when we wrote it: what they read of it may be older. */
  readonly written: Generation;
};

/** `readApp` gives the App's id. */
export function createCheckPublisher(readApp: () => Promise<number>): CheckPublisher {
  const pages = new Map<string, Page>();
  const writing = new Map<string, Promise<boolean>>();
  let generations = 0;

  async function write(github: GitHub, place: RepoName, wanted: Publication): Promise<boolean> {
    const { generation, sha, words, isAsked = false } = wanted;
    const key = keyOf(place, sha);
    const page = pages.get(key);
    if (page !== undefined && page.generation > generation) return false;
    const present = page?.check ?? (await look(github, place, wanted));
    const written = page?.written ?? 0;
    // What was read after we wrote may be another process' doing. GitHub may lag as well, so both must say so.
    const found = generation > written ? (wanted.present ?? present) : present;
    const isSo = saysSo(present, words) && saysSo(found, words);
    if (present !== undefined && isSo && !isAsked) {
      remember(key, { generation, check: present, written });
      return false;
    }
    // Whatever comes of it, what is remembered may not be so any more.
    pages.delete(key);
    const check = await writeCheck(github, place, { sha, words, present });
    remember(key, { generation, check, written: generations });
    return true;
  }

  async function look(
    github: GitHub,
    place: RepoName,
    { sha, present }: Publication,
  ): Promise<Check | undefined> {
    if (present !== undefined) return present === "none" ? undefined : present;
    return readCheck(github, place, { sha, app: await readApp() });
  }

  function remember(key: string, page: Page): void {
    pages.delete(key);
    pages.set(key, page);
    for (const old of pages.keys()) {
      if (pages.size <= MOST) return;
      pages.delete(old);
    }
  }

  return {
    begin: () => ++generations,
    publish: (github, place, wanted) => {
      const key = keyOf(place, wanted.sha);
      const before = writing.get(key) ?? Promise.resolve(false);
      const written = before.catch(() => false).then(() => write(github, place, wanted));
      writing.set(key, written);
      const done = (): void => {
        if (writing.get(key) === written) writing.delete(key);
      };
      written.then(done, done);
      return written;
    },
  };
}

function saysSo(check: Publication["present"], words: CheckText): boolean {
  if (check === undefined || check === "none") return false;
  return check.digest === digestOf(words) && check.conclusion === conclusionOf(words.verdict);
}

function keyOf({ owner, repo }: RepoName, sha: string): string {
  return `${owner}/${repo}@${sha}`.toLowerCase();
}
