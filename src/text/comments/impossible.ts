import { formatMarker } from "../../core/model/marker.ts";
import { fence, mention } from "../markdown/escape.ts";
import { reasonOf } from "./reason.ts";
import type { Write } from "../write.ts";

type Revert = Extract<Write, { readonly type: "revert" }>;

/** GitHub won't revert it, however often it is asked: whoever asked for it reads so where they wait. */
export function renderImpossible(write: Revert, reason: string): Write {
  const { issue, kludge, source } = write.asked;
  const marker = formatMarker({ kind: "reply", key: `kludge-impossible:${source}=${kludge}` });
  return {
    type: "add-comment",
    subject: issue,
    body: [`${marker}\n${told(write, reason)}`, ...byHand(write, reason)].join("\n\n"),
  };
}

function told({ asked }: Revert, reason: string): string {
  const { by, kludge, pull, url } = asked;
  return `${mention(by)}: GitHub can’t roll back [#${pull}](${url}) (${reasonOf(reason)}), so **${kludge}** is not possible like this.`;
}

function byHand({ asked }: Revert, reason: string): readonly string[] {
  const { branch, pull } = asked;
  if (/workflow/i.test(reason)) {
    return [
      `It changes a workflow, which I may not. Your own *Revert* button on #${pull} can; then name the new pull request here:`,
      fence("/kludge Rolled back by hand <#number>"),
    ];
  }
  return [
    "By hand:",
    fence(
      [
        "git fetch origin",
        `git switch --create roll-back-${pull} origin/${branch}`,
        "git revert <commit>",
        `git push --set-upstream origin roll-back-${pull}`,
      ].join("\n"),
    ),
    `(A merge commit takes \`git revert -m 1 <commit>\`.) Then open the pull request, and name it here: \`/kludge Rolled back by hand <#number>\`. If something else has made it possible, \`/rollback #${pull}\` tries again.`,
  ];
}
