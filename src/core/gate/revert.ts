import { KLUDGE_LABEL } from "../model/phase.ts";
import type { Pull } from "../model/snapshot.ts";
import { visibleLines } from "../markdown/markdown.ts";
import type { GateFiles, RevertUnknown } from "./gate-input.ts";

/** What tells that a pull request reverts another. */
type RevertSigns = Pick<Pull, "title" | "body" | "head" | "url">;

const TITLE = /^(?:revert|reapply)[\s:]+["“]/i;
/** "revert(cards): save cards (#12)" */
const CONVENTIONAL = /^revert(?:\([^()\n]{1,40}\))?!?:\s+.*\(#([1-9]\d{0,8})\)\s*$/i;
/** What teams put before a title: a sign, a ticket, a kind of change. */
const BEFORE_TITLE =
  /^(?:[^\p{L}\p{N}["“]{1,6}|\[[^\]\n]{1,30}\]\s*|(?!revert|reapply)[a-z]{2,12}(?:\([^()\n]{1,40}\))?!?:\s+)/iu;
const COMMIT = /^[ \t]*this reverts commit ([0-9a-f]{7,40})\b/im;
const BRANCH = /^revert-([1-9]\d{0,8})-/;

const REFERENCE = String.raw`(?:https?:\/\/[^/\s]+\/[\w.-]+\/[\w.-]+\/pull\/|(?:[\w.-]+\/[\w.-]+)?#)[1-9]\d{0,8}\b`;
/** `Reverts #12`, `This reverts #12 and #13`, `Reverts owner/repo#12` or the address, at the start of a line. */
const BODY = new RegExp(
  String.raw`^[ \t]*(?:this (?:pr |pull request )?)?reverts:?[ \t]+(?:(?:pr|pull request)s?[ \t]+)?(${REFERENCE}(?:(?:[ \t]*,|[ \t]+and|[ \t]*&)+[ \t]*${REFERENCE}){0,20})`,
  "gim",
);
const ONE =
  /(?:https?:\/\/[^/\s]+\/([\w.-]+\/[\w.-]+)\/pull\/|(?:([\w.-]+\/[\w.-]+))?#)([1-9]\d{0,8})\b/gi;

/** Why a pull request is no revert of what it says: it is judged as any other. */
export type RevertDoubt =
  | { readonly pull: number; readonly why: RevertUnknown }
  | {
      readonly pull: number;
      readonly why: "further" | "contents";
      readonly files: readonly string[];
    };

/** Whether it says that it undoes an earlier change, or somebody calls it a kludge. */
export function isRevert(pull: RevertSigns & Pick<Pull, "labels">): boolean {
  return (
    TITLE.test(bareTitle(pull.title)) ||
    CONVENTIONAL.test(bareTitle(pull.title)) ||
    bodyNumbers(pull).length > 0 ||
    namesCommit(pull) ||
    BRANCH.test(pull.head) ||
    pull.labels.some((label) => label.toLowerCase() === KLUDGE_LABEL)
  );
}

/** The pull request that it reverts, in the same repository, if it says which. */
export function revertedNumber(pull: RevertSigns): number | undefined {
  return revertedNumbers(pull)[0];
}

/** All the pull requests that it says it reverts, in the same repository. */
export function revertedNumbers(pull: RevertSigns): readonly number[] {
  const named = bodyNumbers(pull);
  if (named.length > 0) return named;
  const number = branchNumber(pull.head) ?? titleNumber(pull.title);
  return number === undefined ? [] : [number];
}

/** A commit that it reverts, where it names no pull request. */
function namesCommit(pull: RevertSigns): boolean {
  return COMMIT.test(pull.body) && COMMIT.test(visibleLines(pull.body));
}

function bodyNumbers(pull: RevertSigns): readonly number[] {
  const own = repositoryOf(pull.url);
  // Most bodies say nothing of the kind, and never meet the Markdown parser.
  if (!/\breverts\b/i.test(pull.body)) return [];
  const lists = Array.from(visibleLines(pull.body).matchAll(BODY), ([, list = ""]) => list);
  const numbers = [...lists.join(" ").matchAll(ONE)].flatMap(([, address, slug, number]) => {
    const repository = address ?? slug;
    const isOwn = repository === undefined || repository.toLowerCase() === own;
    return isOwn ? [Number(number)] : [];
  });
  return [...new Set(numbers)];
}

function bareTitle(title: string): string {
  let rest = title.trim();
  for (let turn = 0; turn < 3; turn += 1) rest = rest.replace(BEFORE_TITLE, "").trimStart();
  return rest;
}

function branchNumber(head: string): number | undefined {
  const [, number] = BRANCH.exec(head) ?? [];
  return number === undefined ? undefined : Number(number);
}

/** A squashed commit's title ends in its pull request: `Revert "Save cards (#12)"`. */
function titleNumber(title: string): number | undefined {
  const bare = bareTitle(title);
  const [, reverted] = /^(?:revert|reapply)[\s:]+["“](.*)["”]/i.exec(bare) ?? [];
  const [, conventional] = CONVENTIONAL.exec(bare) ?? [];
  if (reverted === undefined && conventional !== undefined) return Number(conventional);
  const [, number] = /\(#([1-9]\d{0,8})\)[\s"“”]*$/.exec(reverted ?? "") ?? [];
  return number === undefined ? undefined : Number(number);
}

const REPOSITORY = String.raw`[\w.-]+/[\w.-]+`;

/** "owner/repo" in lower case, from a pull request's address. */
function repositoryOf(url: string): string | undefined {
  return /\/([^/]+\/[^/]+)\/pull\/\d+$/.exec(url)?.[1]?.toLowerCase();
}

/** Whether its title or body names an issue of its own repository. */
export function namesIssue(pull: RevertSigns, issue: number): boolean {
  return namedIssues(pull).includes(issue);
}

export function namedIssues(pull: RevertSigns): readonly number[] {
  // Most bodies name nothing, and never meet the Markdown parser.
  const body = /#\d/.test(pull.body) ? visibleLines(pull.body) : "";
  const text = `${pull.title}\n${body}`;
  return [...text.matchAll(/(?<![\w/&])#(\d{1,9})\b/g)].map(([, number]) => Number(number));
}

const CLOSING = String.raw`\b(?:close[sd]?|fix(?:e[sd])?|resolve[sd]?):?[ \t]+`;

const CLOSED = new RegExp(
  `${CLOSING}(?:(${REPOSITORY})?#|https?://[^/\\s]+/(${REPOSITORY})/issues/)([1-9]\\d{0,8})(?!\\d)`,
  "gi",
);

/** The issues of its own repository that its merge closes: "Fixes #42", as GitHub reads it in a title or a body. */
export function closedIssues(pull: Pick<Pull, "title" | "body" | "url">): readonly number[] {
  const own = repositoryOf(pull.url) ?? "";
  return [...`${pull.title}\n${pull.body}`.matchAll(CLOSED)].flatMap(([, slug, address, number]) =>
    (slug ?? address ?? own).toLowerCase() === own ? [Number(number)] : [],
  );
}

export function closesIssue(pull: RevertSigns, issue: number): boolean {
  return closedIssues(pull).includes(issue);
}

/** A revert touches nothing but files of what it reverts, and leaves each as it was before. */
export function revertDoubt({
  files,
  reverted,
}: Pick<GateFiles, "files" | "reverted">): RevertDoubt | undefined {
  if (reverted === undefined) return undefined;
  const { pull } = reverted;
  if ("unknown" in reverted) return { pull, why: reverted.unknown };
  const names = namesOf(files);
  const known = new Set(reverted.files);
  const further = names.filter((name) => !known.has(name));
  if (further.length > 0) return { pull, why: "further", files: further };
  const differing = new Set(reverted.differing);
  const others = names.filter((name) => differing.has(name));
  return others.length > 0 ? { pull, why: "contents", files: others } : undefined;
}

/** Every name that a file has or had: a rename out of a path touches it, too. */
export function namesOf(files: GateFiles["files"]): readonly string[] {
  const names = files.flatMap(({ path, previousPath }) =>
    previousPath === undefined ? [path] : [path, previousPath],
  );
  return [...new Set(names)];
}
