import type { Issue } from "../model.ts";
import { isPull } from "../model.ts";
import type { World } from "../world.ts";
import { repoName, timelineOf } from "../world.ts";
import type { Author } from "./record.ts";
import { record } from "./record.ts";

const keyword = String.raw`(?:close[sd]?|fix(?:e[sd])?|resolve[sd]?)`;

/** Issues of this repository that a text mentions by #n, owner/repo#n or address. */
export function mentionedNumbers(world: World, text: string): readonly number[] {
  return numbersIn(text, new RegExp(String.raw`(?<![\w/&#-])${targetPattern(world)}`, "gi"));
}

/** Issues that a pull request with this text (or a commit) closes when it reaches the default branch. */
export function closedNumbers(world: World, text: string): readonly number[] {
  return numbersIn(text, new RegExp(String.raw`\b${keyword}:?\s+${targetPattern(world)}`, "gi"));
}

export function willClose(world: World, source: Issue, target: number): boolean {
  if (!isPull(source) || source.pull.baseRef !== world.defaultBranch) return false;
  return closedNumbers(world, source.body ?? "").includes(target);
}

/** GitHub notes a source once for each target, however often it mentions it. */
export function recordReferences(
  world: World,
  author: Author,
  mention: { readonly source: number; readonly text: string },
): void {
  for (const number of mentionedNumbers(world, mention.text)) {
    if (number === mention.source || !world.issues.has(number)) continue;
    const isKnown = timelineOf(world, number).some(
      ({ data }) => data.kind === "cross-referenced" && data.source === mention.source,
    );
    if (isKnown) continue;
    record(world, author, { number, data: { kind: "cross-referenced", source: mention.source } });
  }
}

function targetPattern(world: World): string {
  const name = escapePattern(repoName(world));
  const origin = escapePattern(world.origin);
  return String.raw`(?:(?:${name})?#|${origin}/${name}/(?:issues|pull)/)(?<number>\d+)\b`;
}

function numbersIn(text: string, pattern: RegExp): readonly number[] {
  const found = [...withoutCode(text).matchAll(pattern)].map((match) =>
    Number(match.groups?.["number"]),
  );
  return [...new Set(found)];
}

function withoutCode(text: string): string {
  return text
    .replace(/^( {0,3})(`{3,}|~{3,})[^\n]*\n[\s\S]*?(?:^ {0,3}\2[`~]*[ \t]*$|$(?![\s\S]))/gm, "")
    .replace(/(`+)[\s\S]*?\1/g, "")
    .replace(/<!--[\s\S]*?(?:-->|$)/g, "");
}

function escapePattern(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
}
