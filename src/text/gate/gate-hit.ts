import { DEFAULT_CONFIG } from "../../core/config/config.ts";
import type { Exemption } from "../../core/gate/gate-exemption.ts";
import type { GateDecision, GateHit } from "../../core/gate/gate.ts";
import type { Vouch } from "../../core/model/timeline.ts";
import type { RevertDoubt } from "../../core/gate/revert.ts";
import { formatDatedMoment } from "../../core/time/time.ts";
import { clamp, code, inline, person } from "../markdown/escape.ts";
import type { GateAround } from "./gate-around.ts";
import { thatFit } from "../markdown/limit.ts";

const LONGEST_PATH = 200;
const REFS_SHOWN = 100;

/** How much of each incident is shown, from plenty to little; what is left out is counted. */
const ROOMS: readonly Room[] = [
  { files: 20, patterns: 200 },
  { files: 5, patterns: 200 },
  { files: 3, patterns: 10 },
  { files: 1, patterns: 3 },
];

type Room = { readonly files: number; readonly patterns: number };
type Hit = { readonly hit: GateHit; readonly decision: GateDecision; readonly around: GateAround };

/** Bytes for the line that only names the last of many. */
const REST_ROOM = 21_000;

/** One paragraph for each incident that the pull request touches: which files, and what lifts it. `bytes` for all. */
export function hitParagraphs(
  decision: GateDecision,
  around: GateAround,
  bytes: number,
): readonly string[] {
  // What holds comes first.
  const hits = decision.incidents.toSorted((one, other) => rank(one) - rank(other));
  for (const room of ROOMS) {
    const paragraphs = thatFit(
      hits.map((hit) => () => paragraph({ hit, decision, around }, room)),
      bytes - REST_ROOM,
    );
    if (paragraphs.length === hits.length) return paragraphs;
    if (room === ROOMS.at(-1)) return [...paragraphs, rest(hits.slice(paragraphs.length))];
  }
  return [];
}

function rank({ exemption }: GateHit): number {
  return exemption === undefined ? 0 : 1;
}

function rest(hits: readonly GateHit[]): string {
  const links = hits.slice(0, REFS_SHOWN).map(({ incident, url }) => `[#${incident}](${url})`);
  const more = hits.length - links.length;
  const others = hits.length === 1 ? "incident" : "incidents";
  return `It touches ${hits.length} more ${others}: ${links.join(", ")}${more === 0 ? "" : ` and ${more} more`}.`;
}

function paragraph(told: Hit, room: Room): string {
  const { hit } = told;
  const title = inline(hit.title, LONGEST_PATH);
  return [
    `### [#${hit.incident}](${hit.url})${title === "" ? "" : ` ${title}`}`,
    ...(hit.filesCount === 0 ? [unlisted(hit, room)] : matches(hit, room)),
    hit.exemption === undefined ? ways(told) : exempted(hit.exemption, told.around),
  ].join("\n\n");
}

function matches({ paths }: GateHit, room: Room): readonly string[] {
  const shown = paths.slice(0, room.patterns).map(({ pattern, files, count }) => {
    const first = files.slice(0, room.files);
    const verb = count === 1 ? "1 file matches" : `${count} files match`;
    const cut = first.length < count ? `; the first ${first.length}` : "";
    return [`${verb} ${path(pattern)}${cut}:`, "", ...first.map((file) => `- ${path(file)}`)].join(
      "\n",
    );
  });
  const more = paths.length - shown.length;
  return more === 0 ? shown : [...shown, `${more} more of its paths match files.`];
}

function unlisted({ paths }: GateHit, room: Room): string {
  const shown = paths.slice(0, room.patterns).map(({ pattern }) => path(pattern));
  const more = paths.length - shown.length;
  return `It may touch ${shown.join(", ")}${more === 0 ? "" : ` and ${more} more`}.`;
}

function path(text: string): string {
  return code(clamp(text, LONGEST_PATH));
}

function ways({ hit, decision, around }: Hit): string {
  const { repository, permission = DEFAULT_CONFIG.gate.permission, isRenewed = true } = around;
  const { incident, url } = hit;
  const pull = pullIn(decision);
  const report = `${repository.url}/pulls?q=is%3Apr+head%3Adakor%2Freport-${incident}`;
  const then = isRenewed
    ? "Once it is merged, this is judged again by itself."
    : "Once it is merged, run this job again.";
  return [
    ...(hit.doubt === undefined ? [] : [doubted(hit.doubt), ""]),
    ...(hit.lapsed === undefined ? [] : [lapsed(hit.lapsed, decision), ""]),
    "What lifts it, any of these:",
    "",
    `- **The report**: [its pull request](${report}) opens when #${incident} is closed. ${then}`,
    `- **An override** of just this commit: somebody with at least the ${code(permission)} role writes on [#${incident}](${url})`,
    `  ${code(`/override ${pull} because …`)}`,
    `- **If this is part of the way out**, the same people say so there, of this commit too: ${code(`/fix ${pull}`)} or ${code(`/kludge … ${pull}`)}`,
  ].join("\n");
}

/** With the commit that was judged: whoever pastes it can't mean another one. */
function pullIn({ pull, head }: GateDecision): string {
  if (pull === undefined) return "#…";
  return /^[0-9a-f]{40}$/.test(head ?? "") ? `#${pull}@${head?.slice(0, 7)}` : `#${pull}`;
}

function lapsed({ by, head }: Vouch, decision: GateDecision): string {
  const seen =
    head === undefined
      ? "but which commit they saw isn't known"
      : `when it was at ${code(head.slice(0, 7))}`;
  const now =
    decision.head === undefined ? "" : ` It is at ${code(decision.head.slice(0, 7))} now.`;
  return `${person(by)} let it through, ${seen}.${now} If that may pass too, one of them says so again.`;
}

/** What a person can compare, or has to judge instead of the bot. */
function doubted(doubt: RevertDoubt): string {
  return `It says it reverts #${doubt.pull}, but ${whyNot(doubt)}. So it is judged as any other pull request.`;
}

function whyNot(doubt: RevertDoubt): string {
  const pull = `#${doubt.pull}`;
  switch (doubt.why) {
    case "unmerged":
      return `${pull} isn't a merged pull request`;
    case "elsewhere":
      return `${pull} was merged into another branch`;
    case "unclear":
      return `the way ${pull} was merged doesn't tell what was there before it`;
    case "unlisted":
      return "GitHub doesn't list all files that would show it";
    case "further":
      return `${pull} didn't change ${some(doubt.files)}`;
    case "contents":
      return `not as it was before ${pull}: ${some(doubt.files)}`;
  }
}

const DOUBTED_SHOWN = 3;

function some(files: readonly string[]): string {
  const more = files.length - DOUBTED_SHOWN;
  const shown = files.slice(0, DOUBTED_SHOWN).map(path).join(", ");
  return more > 0 ? `${shown} and ${more} more` : shown;
}

function exempted(exemption: Exemption, around: GateAround): string {
  const by = person(exemption.by);
  switch (exemption.reason) {
    case "linked_kludge":
      return `It doesn't hold this: it is kludge ${code(exemption.kludge)}, by ${by}.`;
    case "linked_fix":
      return `It doesn't hold this: it is the fix, by the word of ${by}.`;
    case "overridden": {
      const { until, because } = exemption;
      const end =
        until === undefined
          ? ""
          : `, and until ${formatDatedMoment(until, around.timezone ?? "UTC")}`;
      return `It doesn't hold this: ${by} overrides it until the next push${end}, because: ${inline(because)}`;
    }
  }
}
