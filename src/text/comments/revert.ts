import type { Effect } from "../../core/plan/effect.ts";
import { person, plain } from "../markdown/escape.ts";
import { LIMITS } from "../../core/markdown/text-limits.ts";
import { cutTo } from "../markdown/limit.ts";
import type { AskedRevert } from "../write.ts";

type RevertEffect = Extract<Effect, { readonly type: "revert" }>;

/** Named as GitHub itself names reverts, so that everybody recognises it. */
export function renderRevert(effect: RevertEffect): {
  readonly title: string;
  readonly body: string;
  readonly asked: AskedRevert;
} {
  const { pull, repository, incident, issue, kludge } = effect;
  const { by, source } = kludge;
  const { number, url } = pull;
  const branch = repository.defaultBranch;
  return {
    asked: { issue, by, kludge: kludge.id, source, pull: number, url, branch },
    title: cutTo(`Revert "${plain(pull.title)}"`, LIMITS.title),
    body: [
      `Reverts ${repository.owner}/${repository.name}#${pull.number}`,
      "",
      `A kludge for incident #${incident}, asked for by ${person(by)}.`,
    ].join("\n"),
  };
}
