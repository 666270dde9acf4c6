import { failure } from "../client/failure.ts";
import type { GitHub, RepoName } from "../client/github.ts";
import { at, count, text } from "../client/narrow.ts";
import { requestData } from "../client/query.ts";

/** What a repository is called now. */
export async function readRepositoryName(github: GitHub, id: number): Promise<RepoName> {
  const operation = `read the name of the repository ${id}`;
  const data = await requestData(github, operation, {
    route: "GET /repositories/{repository_id}",
    parameters: { repository_id: id },
  });
  const [owner, repo] = [text(at(data, "owner", "login")), text(at(data, "name"))];
  if (owner === "" || repo === "") throw failure(operation, new Error("GitHub doesn't tell it."));
  return { owner, repo };
}

/** The id of a repository of this name. */
export async function readRepositoryId(github: GitHub, { owner, repo }: RepoName): Promise<number> {
  const operation = `read the id of ${owner}/${repo}`;
  const parameters = { owner, repo };
  const data = await requestData(github, operation, {
    route: "GET /repos/{owner}/{repo}",
    parameters,
  });
  return known(count(at(data, "id")), operation);
}

/** Which installation of this App sees the repository; the client is the App's own. */
export async function readInstallationOf(
  github: GitHub,
  { owner, repo }: RepoName,
): Promise<number> {
  const operation = `read the installation on ${owner}/${repo}`;
  const parameters = { owner, repo };
  const data = await requestData(github, operation, {
    route: "GET /repos/{owner}/{repo}/installation",
    parameters,
  });
  return known(count(at(data, "id")), operation);
}

function known(id: number, operation: string): number {
  if (id === 0) throw failure(operation, new Error("GitHub doesn't tell it."));
  return id;
}
