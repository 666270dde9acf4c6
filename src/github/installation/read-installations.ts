import { at, count, text } from "../client/narrow.ts";
import { readPages, type PagingGitHub } from "../client/paging-github.ts";

/** Ids of the App's installations, without those that are suspended. Needs the App's own token. */
export async function readInstallations(github: PagingGitHub): Promise<readonly number[]> {
  const installations = await readPages(github, "GET /app/installations");
  return installations
    .filter((one) => at(one, "suspended_at") === null || at(one, "suspended_at") === undefined)
    .map((one) => count(at(one, "id")));
}

export type InstalledRepository = {
  readonly owner: string;
  readonly repo: string;
  /** Its id. */
  readonly repository: number;
};

/** The repositories of the installation whose token this is, without the archived ones. */
export async function readRepositories(
  github: PagingGitHub,
): Promise<readonly InstalledRepository[]> {
  const repositories = await readPages(github, "GET /installation/repositories");
  return repositories
    .filter((one) => at(one, "archived") !== true)
    .map((one) => ({
      owner: text(at(one, "owner", "login")),
      repo: text(at(one, "name")),
      repository: count(at(one, "id")),
    }));
}
