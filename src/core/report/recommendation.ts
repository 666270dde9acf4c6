import { isDate } from "../time/time.ts";

export const KINDS = ["prevent", "detect", "mitigate", "process"] as const;

/** What a recommendation says of itself, `(kind: detect; owner: @lea; due: 2026-03-02)`. */
export type RecommendationPart = "kind" | "owner" | "due";

type Recommendation = {
  /** Of its first line, from 0. */
  readonly index: number;
  readonly missing: readonly RecommendationPart[];
};

const ITEM = /^[ \t]{0,3}(?:[-*+]|\d{1,9}[.)])[ \t]+\[[ xX]\](?:[ \t]|$)/;
/** Another item, a heading or nothing: the one before has ended. */
const ENDS = /^[ \t]*(?:$|#{1,6}[ \t]|(?:[-*+]|\d{1,9}[.)])[ \t])/;

/** Each item of a checklist with what it doesn't say; one may go over several lines. */
export function recommendationsIn(lines: readonly string[]): readonly Recommendation[] {
  return lines.flatMap((line, index): readonly Recommendation[] => {
    if (!ITEM.test(line)) return [];
    const next = lines.findIndex((other, at) => at > index && ENDS.test(other));
    const text = lines.slice(index, next === -1 ? undefined : next).join(" ");
    const missing = (["kind", "owner", "due"] as const).filter((part) => !SAYS[part](text));
    return [{ index, missing }];
  });
}

const SAYS: Readonly<Record<RecommendationPart, (text: string) => boolean>> = {
  kind: (text) =>
    new RegExp(String.raw`\bkind:[ \t]*(?:${KINDS.join("|")})(?![\w-])`, "i").test(text),
  owner: (text) => /\bowner:[ \t]*@[a-z\d][\w-]*/i.test(text),
  due: (text) => {
    const [, date] = /\bdue:[ \t]*(\d{4}-\d\d-\d\d)(?!\d)/i.exec(text) ?? [];
    return date !== undefined && isDate(date);
  },
};
