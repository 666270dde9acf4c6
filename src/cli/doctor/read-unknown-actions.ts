import type { GitHub } from "../../github/client/github.ts";
import { at } from "../../github/client/narrow.ts";
import { isUnknownAction } from "../../github/read/look-up.ts";
import type { Files } from "./read-here.ts";
import { isPinned, jobsIn } from "./workflow/parse-workflow.ts";

/** Tags and branches of this Action that the workflows name, and that its repository doesn't have. */
export async function readUnknownActions(
  github: GitHub,
  files: Files | undefined,
): Promise<readonly string[]> {
  const named = jobsIn(files?.workflows ?? []).flatMap(({ step }) => {
    const uses = at(step, "uses");
    return typeof uses === "string" && !isPinned(uses) ? [uses] : [];
  });
  const asked = [...new Set(named)].map(async (uses) =>
    (await isUnknownAction(github, uses)) ? [uses] : [],
  );
  return (await Promise.all(asked)).flat();
}
