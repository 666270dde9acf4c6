import type { GitHub } from "../../github/client/github.ts";
import { at } from "../../github/client/narrow.ts";
import type { Files } from "./read-here.ts";
import { isPinned, jobsIn } from "./workflow/parse-workflow.ts";

const REMOTE = /^(?<owner>[\w.-]+)\/(?<repo>[\w.-]+)(?:\/[^@]*)?@(?<ref>.+)$/;

/**
 * Tags and branches of this Action that the workflows name, and that its repository doesn't have. A repository that can't
 * be seen says nothing: it may be private.
 */
export async function readUnknownActions(
  github: GitHub,
  files: Files | undefined,
): Promise<readonly string[]> {
  const named = jobsIn(files?.workflows ?? []).flatMap(({ step }) => {
    const uses = at(step, "uses");
    return typeof uses === "string" && !isPinned(uses) ? [uses] : [];
  });
  const asked = [...new Set(named)].map(async (uses) =>
    (await isUnknown(github, uses)) ? [uses] : [],
  );
  return (await Promise.all(asked)).flat();
}

async function isUnknown(github: GitHub, uses: string): Promise<boolean> {
  const { owner, repo, ref } = REMOTE.exec(uses)?.groups ?? {};
  if (owner === undefined || repo === undefined || ref === undefined) return false;
  try {
    await github.request("GET /repos/{owner}/{repo}/commits/{ref}", { owner, repo, ref });
    return false;
  } catch (thrown) {
    // 404 is a repository that can't be seen; 422: "No commit found for SHA: v1".
    if (at(thrown, "status") === 404) return false;
    if (at(thrown, "status") === 422) return true;
    throw thrown;
  }
}
