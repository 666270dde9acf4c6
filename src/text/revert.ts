import type { Effect } from "../core/effect.ts";
import { person, plain } from "./escape.ts";
import { LIMITS, cutTo } from "./limit.ts";

type RevertEffect = Extract<Effect, { readonly type: "revert" }>;

/** Named as GitHub itself names reverts, so that everybody recognises it. */
export function renderRevert(effect: RevertEffect): {
  readonly title: string;
  readonly body: string;
} {
  const { pull, repository, incident, by } = effect;
  return {
    title: cutTo(`Revert "${plain(pull.title)}"`, LIMITS.title),
    body: [
      `Reverts ${repository.owner}/${repository.name}#${pull.number}`,
      "",
      `A kludge for incident #${incident}, asked for by ${person(by)}.`,
    ].join("\n"),
  };
}
