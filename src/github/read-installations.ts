import type { GitHub } from "./github.ts";
import { at, count, text } from "./narrow.ts";

/** A client that also knows how to read all pages of a list. */
export type PagingGitHub = GitHub & {
  paginate(route: string, parameters: { readonly per_page: number }): Promise<readonly unknown[]>;
};

/** Ids of the App's installations, without those that are suspended. Needs the App's own token. */
export async function readInstallations(github: PagingGitHub): Promise<readonly number[]> {
  const installations = await github.paginate("GET /app/installations", { per_page: 100 });
  return installations
    .filter((one) => at(one, "suspended_at") === null || at(one, "suspended_at") === undefined)
    .map((one) => count(at(one, "id")));
}

/** The repositories of the installation whose token this is, without the archived ones. */
export async function readRepositories(
  github: PagingGitHub,
): Promise<readonly { readonly owner: string; readonly repo: string }[]> {
  const repositories = await github.paginate("GET /installation/repositories", { per_page: 100 });
  return repositories
    .filter((one) => at(one, "archived") !== true)
    .map((one) => ({ owner: text(at(one, "owner", "login")), repo: text(at(one, "name")) }));
}

/** The App's slug: its bot's login without "[bot]". Needs the App's own token. */
export async function readSlug(github: GitHub): Promise<string> {
  const { data } = await github.request("GET /app", {});
  const slug = text(at(data, "slug"));
  if (slug === "") throw new Error("GitHub tells no slug for this App.");
  return slug;
}
