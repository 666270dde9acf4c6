import { ownComments } from "../core/plan/own-comments.ts";
import { hasTrouble, withoutTrouble } from "../text/trouble.ts";
import type { Write } from "../text/write.ts";
import { applyWrites, refusedBy } from "./apply.ts";
import type { Applied } from "./apply.ts";
import type { CommentBook } from "./comment-book.ts";
import type { GitHub, Ref } from "./github.ts";
import { needsContents } from "./mutations.ts";
import type { IncidentReading } from "./read-incident.ts";
import { editBoard, tellTrouble } from "./tell-trouble.ts";

export type VisibleWork = {
  readonly reading: IncidentReading;
  readonly writes: readonly Write[];
  /** A client that may also write to branches; without it, the same does everything. */
  readonly forReport?: () => Promise<GitHub>;
  readonly said?: CommentBook;
};

/** Makes an incident's writes. What GitHub refuses is said on the board, until a run in which nothing is refused. */
export async function applyVisibly(
  github: GitHub,
  ref: Ref,
  { reading, writes, forReport, said }: VisibleWork,
): Promise<Applied> {
  const { snapshot } = reading;
  const target = { ...reading.target, ...(said && { said }) };
  const isStronger = forReport !== undefined && writes.some(needsContents);
  try {
    const applied = await applyWrites(isStronger ? await forReport() : github, target, writes);
    const board = ownComments(snapshot.timeline).byKey.get("board");
    const isRewritten = writes.some(
      (write) => write.type === "edit-comment" && write.id === board?.id,
    );
    if (board !== undefined && hasTrouble(board.body) && !isRewritten) {
      await editBoard(github, { id: board.id, body: withoutTrouble(board.body) });
    }
    return applied;
  } catch (thrown) {
    const refused = refusedBy(thrown);
    if (refused.length > 0) {
      // What was thrown counts for the next try; where even this is refused, the log tells.
      await tellTrouble(github, ref, { kind: "refused", refused }).catch(() => undefined);
    }
    throw thrown;
  }
}
