import type { Effect } from "../core/plan/effect.ts";
import { renderComment } from "./comments/comment.ts";
import { keepJudged, withoutJudged } from "./gate/judged-mark.ts";
import { reportWrites } from "./report/report-write.ts";
import { renderRevert } from "./comments/revert.ts";
import { isSameText } from "./markdown/same-text.ts";
import { withoutBoardProblem } from "./comments/board-problem.ts";
import type { Write } from "./write.ts";

/** Effects in their final words; what GitHub says already is left out. */
export function renderWrites(effects: readonly Effect[]): readonly Write[] {
  return effects.flatMap(writesOf);
}

function writesOf(effect: Effect): readonly Write[] {
  switch (effect.type) {
    case "comment":
      return commentWrites(effect);
    case "report":
      return reportWrites(effect.draft);
    case "revert":
      return [{ type: "revert", pull: effect.pull.id, ...renderRevert(effect) }];
    case "delete-comment":
      return [effect];
    case "react":
      return [{ type: "react", subject: effect.comment }];
    case "add-label":
    case "remove-label":
      return [{ type: effect.type, subject: effect.on, label: effect.label }];
    case "close":
    case "reopen":
      return [effect];
  }
}

function commentWrites(effect: Extract<Effect, { readonly type: "comment" }>): readonly Write[] {
  const { content, on, present } = effect;
  const body = renderComment(content);
  if (present === undefined) return [{ type: "add-comment", subject: on, body }];
  // What trouble there was goes when it is over, which only whoever writes can know.
  return isSameText(withoutJudged(withoutBoardProblem(present.body)), body)
    ? []
    : [{ type: "edit-comment", id: present.id, body: keepJudged(present.body, body) }];
}
