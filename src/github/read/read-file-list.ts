import type { FileList } from "../../core/record/file-counts.ts";
import type { Repository } from "../../core/model/snapshot.ts";
import type { GitHub } from "../client/github.ts";
import { at, list, textOrNone } from "../client/narrow.ts";
import { requestData } from "../client/query.ts";

/** The files of the default branch; undefined where GitHub doesn't tell, which nothing has to wait for. */
export async function readFileList(
  github: GitHub,
  { owner, name, headOid = "" }: Repository,
): Promise<FileList | undefined> {
  try {
    const data = await requestData(github, `list the files of ${owner}/${name}`, {
      route: "GET /repos/{owner}/{repo}/git/trees/{tree_sha}",
      parameters: { owner, repo: name, tree_sha: headOid, recursive: "1" },
    });
    const entries = list(at(data, "tree")).filter((entry) => at(entry, "type") !== "tree");
    const paths = entries.flatMap((entry) => textOrNone(at(entry, "path")) ?? []);
    return paths.length === 0 ? undefined : { paths, isWhole: at(data, "truncated") === false };
  } catch {
    return undefined;
  }
}
