import type { OwnBots } from "../../core/model/own-bots.ts";
import type { Pull } from "../../core/model/snapshot.ts";
import { isRevert } from "../../core/gate/revert.ts";
import { KLUDGE_LABEL } from "../../core/model/phase.ts";
import { query } from "../client/query.ts";
import { malformedAnswer } from "./gate-answer.ts";
import type { GatePull } from "./gate-answer.ts";
import { MORE_COMMENTS } from "./gate-query.ts";
import type { GitHub } from "../client/github.ts";
import { at, nextPage, nodes } from "../client/narrow.ts";
import { linksIn } from "../read/narrow-pull.ts";

/** Whatever is linked as a kludge has the label, or is a rollback: only then the later comments are read as well. */
export async function withAllLinks(
  github: GitHub,
  ownBots: OwnBots,
  target: GatePull,
): Promise<Pull> {
  const { pull } = target;
  const isLabelled = pull.labels.some((label) => label.toLowerCase() === KLUDGE_LABEL);
  if (target.moreCommentsAfter === undefined || !(isLabelled || isRevert(pull))) return pull;
  const links = [...pull.links];
  let after: string | undefined = target.moreCommentsAfter;
  while (after !== undefined) {
    const operation = `read the comments of #${pull.number}`;
    const data = await query(github, {
      operation,
      query: MORE_COMMENTS,
      variables: { id: pull.id, after },
    });
    const page = at(data, "node", "comments");
    if (page === undefined) throw malformedAnswer(operation, "it is gone");
    links.push(...nodes(page).flatMap((comment) => linksIn(comment, ownBots)));
    after = nextPage(page);
  }
  return { ...pull, links };
}
