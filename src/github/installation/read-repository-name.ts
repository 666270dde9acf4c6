import { failure } from "../client/failure.ts";
import type { GitHub, RepoName } from "../client/github.ts";
import { at, text } from "../client/narrow.ts";

/** What a repository is called now. */
export async function readRepositoryName(github: GitHub, id: number): Promise<RepoName> {
  const operation = `read the name of the repository ${id}`;
  try {
    const { data } = await github.request("GET /repositories/{repository_id}", {
      repository_id: id,
    });
    const [owner, repo] = [text(at(data, "owner", "login")), text(at(data, "name"))];
    if (owner === "" || repo === "") throw new Error("GitHub doesn't tell it.");
    return { owner, repo };
  } catch (thrown) {
    throw failure(operation, thrown);
  }
}
