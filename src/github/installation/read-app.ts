import { failure } from "../client/failure.ts";
import type { GitHub } from "../client/github.ts";
import { at, count, text } from "../client/narrow.ts";
import { requestData } from "../client/query.ts";
import { readPages } from "../client/paging-github.ts";
import type { PagingGitHub } from "../client/paging-github.ts";

type OwnApp = {
  readonly id: number;
  /** Its bot's login without "[bot]". */
  readonly slug: string;
};

/** Who this App is. Needs the App's own token. */
export async function readOwnApp(github: GitHub): Promise<OwnApp> {
  const operation = "read who this App is";
  const data = await requestData(github, operation, { route: "GET /app", parameters: {} });
  const [id, slug] = [count(at(data, "id")), text(at(data, "slug"))];
  if (id === 0 || slug === "") throw failure(operation, new Error("GitHub doesn't tell it."));
  return { id, slug };
}

/** The number of a public App; that of Actions is another one on each Enterprise Server. */
export async function readAppId(github: GitHub, slug: string): Promise<number> {
  const data = await requestData(github, `read the App ${slug}`, {
    route: "GET /apps/{app_slug}",
    parameters: { app_slug: slug },
  });
  return count(at(data, "id"));
}

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
