import { failure } from "../client/failure.ts";
import type { GitHub, RepoName } from "../client/github.ts";
import { at, text } from "../client/narrow.ts";
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
