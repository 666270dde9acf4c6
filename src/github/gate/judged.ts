import { createHash } from "node:crypto";
import { ownComments } from "../../core/plan/own-comments.ts";
import { gateInputs } from "../../core/plan/gate-fingerprint.ts";
import type { Comment } from "../../core/model/timeline.ts";
import { judgedIn, withJudged } from "../../text/gate/judged-mark.ts";
import { query } from "../client/query.ts";
import type { GitHub } from "../client/github.ts";
import { at, text } from "../client/narrow.ts";
import type { Gating } from "./read-gate.ts";
import { editBoard } from "../write/report-board-problem.ts";

/** Tells whether the gate would decide by the same as before; sixteen digits. */
function printOf(gating: Gating): string {
  const inputs = gateInputs(gating, gating.options.now);
  return createHash("sha256").update(inputs).digest("hex").slice(0, 16);
}

/** Whether every open pull request was judged by just these inputs; undefined where nothing could tell. */
export function isJudged(gating: Gating): boolean | undefined {
  const boards = boardsOf(gating);
  if (boards.length === 0) return undefined;
  const print = printOf(gating);
  return boards.some(({ body }) => judgedIn(body) === print);
}

/** Says so on the first board. It may have new words meanwhile, so it is read again. */
export async function markJudged(github: GitHub, gating: Gating): Promise<boolean> {
  const [board] = boardsOf(gating);
  if (board === undefined) return false;
  const data = await query(github, {
    operation: "read the board again",
    query: "query ReadBoardAgain($id: ID!) { node(id: $id) { ... on IssueComment { body } } }",
    variables: { id: board.id },
  });
  const present = text(at(data, "node", "body"));
  const body = withJudged(present, printOf(gating));
  if (present === "" || present === body) return false;
  await editBoard(github, { id: board.id, body });
  return true;
}

function boardsOf({ snapshots }: Gating): readonly Comment[] {
  return snapshots.flatMap((snapshot) => ownComments(snapshot).byKey.get("board") ?? []);
}
