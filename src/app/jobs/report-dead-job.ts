import type { OnDead } from "../../queue/queue.ts";
import { parseKey } from "./key.ts";
import type { Shell } from "./shell.ts";

/** Says on the incident's board that its key was given up. */
export function reportDeadJob({ shell }: { readonly shell: Pick<Shell, "tellTrouble"> }): OnDead {
  return async ({ key, error }) => {
    const target = parseKey(key);
    if (target?.kind !== "issue") return;
    const { installation, repository, number } = target;
    const trouble = { kind: "given-up", reason: error } as const;
    await shell.tellTrouble({ installation, repository, number }, trouble);
  };
}
