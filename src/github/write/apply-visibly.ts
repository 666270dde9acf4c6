import { ownComments } from "../../core/plan/own-comments.ts";
import {
  hasBoardProblem,
  keepBoardProblem,
  renderImpossible,
  withoutBoardProblem,
} from "../../text/comments/board-problem.ts";
import type { Refused } from "../../text/comments/board-problem.ts";
import { isForGood, lastingIn, triedOnceKey } from "../../text/comments/lasting-refusal.ts";
import type { Write } from "../../text/write.ts";
import { applyWrites, refusedBy } from "./apply.ts";
import type { RecentComments } from "./recent-comments.ts";
import type { GitHub, ItemRef } from "../client/github.ts";
import { needsContents } from "./mutations.ts";
import type { IncidentReading } from "../read/read-incident.ts";
import { editBoard, reportBoardProblem } from "./report-board-problem.ts";

type VisibleWork = {
  readonly reading: IncidentReading;
  readonly writes: readonly Write[];
  /** A client that may also write to branches; without it, the same does everything. */
  readonly forReport?: () => Promise<GitHub>;
  readonly said?: RecentComments;
};

type Visible = { readonly followUp: boolean; readonly wrote: boolean };

/** Makes an incident's writes. What GitHub refuses is said on the board, until a run in which nothing is refused. */
export async function applyVisibly(
  github: GitHub,
  ref: ItemRef,
  { reading, writes, forReport, said }: VisibleWork,
): Promise<Visible> {
  const board = ownComments(reading.snapshot).byKey.get("board");
  const lasting = lastingIn(board?.body ?? "");
  const due = writes.filter((write) => !lasting.includes(triedOnceKey(write) ?? ""));
  const isStill = due.length < writes.length;
  const kept = isStill && board !== undefined ? due.map((one) => keepIn(board, one)) : due;
  const target = { ...reading.target, ...(said && { said }) };
  const isStronger = forReport !== undefined && due.some(needsContents);
  try {
    const applied = await applyWrites(isStronger ? await forReport() : github, target, kept);
    const isAnswered = await answer(github, target, applied.refused);
    const done = { followUp: applied.followUp || isAnswered, wrote: due.length > 0 };
    const refused = applied.refused.filter((one) => !isImpossible(one));
    if (refused.length > 0) {
      await reportBoardProblem(github, ref, { kind: "refused", refused });
      return done;
    }
    const isRewritten = due.some((write) => isEditOf(board, write));
    if (board !== undefined && hasBoardProblem(board.body) && !isRewritten && !isStill) {
      await editBoard(github, { id: board.id, body: withoutBoardProblem(board.body) });
    }
    return done;
  } catch (thrown) {
    const all = refusedBy(thrown);
    await answer(github, target, all).catch(() => undefined);
    const refused = all.filter((one) => !isImpossible(one));
    if (refused.length > 0) {
      // What was thrown counts for the next try; where even this is refused, the log tells.
      await reportBoardProblem(github, ref, { kind: "refused", refused }).catch(() => undefined);
    }
    throw thrown;
  }
}

/** What can't be rolled back is answered where somebody waits for it; that answer is what the next look goes by. */
async function answer(
  github: GitHub,
  target: Parameters<typeof applyWrites>[1],
  refused: readonly Refused[],
): Promise<boolean> {
  const answers = refused.flatMap(({ write, reason }) =>
    write.type === "revert" && isForGood(write, reason) ? [renderImpossible(write, reason)] : [],
  );
  if (answers.length > 0) await applyWrites(github, target, answers);
  return answers.length > 0;
}

function isImpossible({ write, reason }: Refused): boolean {
  return write.type === "revert" && isForGood(write, reason);
}

type Board = { readonly id: string; readonly body: string };

/** What was refused for good stays on the board. */
function keepIn(board: Board, write: Write): Write {
  return write.type === "edit-comment" && isEditOf(board, write)
    ? { ...write, body: keepBoardProblem(board.body, write.body) }
    : write;
}

function isEditOf(board: Board | undefined, write: Write): boolean {
  return write.type === "edit-comment" && write.id === board?.id;
}
