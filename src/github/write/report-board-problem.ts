import { parseMarker } from "../../core/model/marker.ts";
import { isSameText } from "../../text/markdown/same-text.ts";
import { hasBoardProblem, withBoardProblem } from "../../text/comments/board-problem.ts";
import type { BoardProblem } from "../../text/comments/board-problem.ts";
import { query } from "../client/query.ts";
import { failure } from "../client/failure.ts";
import type { GitHub, ItemRef } from "../client/github.ts";
import { mutate } from "./mutate.ts";
import { mutationOf } from "./mutations.ts";
import { pages } from "../client/pages.ts";
import { at, nextPage, nodes, text } from "../client/narrow.ts";

/** Says on the incident's board what could not be done; nothing where it stands there already, or there is no board. */
export async function reportBoardProblem(
  github: GitHub,
  ref: ItemRef,
  trouble: BoardProblem,
): Promise<void> {
  const board = await readBoard(github, ref);
  if (board === undefined) return;
  // What exactly was refused says more than that it was given up.
  if (trouble.kind === "given-up" && hasBoardProblem(board.body)) return;
  const body = withBoardProblem(board.body, trouble);
  if (!isSameText(board.body, body)) await editBoard(github, { id: board.id, body });
}

type Board = { readonly id: string; readonly body: string };

export async function editBoard(github: GitHub, board: Board): Promise<void> {
  const target = { repository: { id: "", owner: "", name: "" }, labelIds: {} };
  const known = { target, issueIds: new Map<number, string>() };
  const mutation = mutationOf({ type: "edit-comment", ...board }, known);
  if (mutation === undefined) return;
  const { outcomes, thrown } = await mutate(github, "edit the board", [mutation]);
  const refused = outcomes.flatMap((outcome) => (outcome.ok ? [] : [outcome.error]));
  if (refused.length > 0) throw failure("edit the board", thrown, refused);
}

async function readBoard(github: GitHub, ref: ItemRef): Promise<Board | undefined> {
  const ask = async (after?: string): Promise<unknown> => {
    const data = await query(github, {
      operation: `read the board of ${ref.owner}/${ref.repo}#${ref.number}`,
      query: COMMENTS,
      variables: { owner: ref.owner, name: ref.repo, number: ref.number, after: after ?? null },
    });
    return at(data, "repository", "issue", "comments");
  };
  // Mostly it is among the first comments: no page is read after it.
  const read = await pages(await ask(), ask, (page) =>
    boardIn(page) === undefined ? nextPage(page) : undefined,
  );
  return boardIn(read.at(-1));
}

function boardIn(comments: unknown): Board | undefined {
  const board = nodes(comments).find(
    ({ viewerDidAuthor, body }) =>
      viewerDidAuthor === true && parseMarker(text(body))?.key === "board",
  );
  return board && { id: text(board["id"]), body: text(board["body"]) };
}

const COMMENTS = `query ReadBoard($owner: String!, $name: String!, $number: Int!, $after: String) {
  repository(owner: $owner, name: $name) {
    issue(number: $number) {
      comments(first: 100, after: $after) {
        pageInfo { hasNextPage endCursor }
        nodes { id body viewerDidAuthor }
      }
    }
  }
}`;
