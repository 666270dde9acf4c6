import type { BoardView } from "../../core/plan/effect.ts";
import type { Incident, Outage } from "../../core/model/incident.ts";
import { brokenSince, outagesOf } from "../../core/model/outage.ts";
import { PHASE_ORDER } from "../../core/model/phase.ts";
import type { Phase } from "../../core/model/phase.ts";
import type { Instant } from "../../core/time/time.ts";
import { PHASE_TITLES, ask, asksWith } from "./ask.ts";
import { boardHead, clockOf } from "./board-head.ts";
import { boardNotices } from "./board-notice.ts";
import { breadcrumbText } from "./breadcrumb-line.ts";
import { MOST_BODY, atMost, fit, newest } from "../markdown/limit.ts";
import { block } from "../markdown/block.ts";
import { inline, listed, person, trusted } from "../markdown/escape.ts";
import { isStanding } from "../../core/model/kludge.ts";
import { heldPaths } from "./held-paths.ts";
import { fixAuthor, fixNote, kludgeEntry } from "./kludge-line.ts";
import type { KludgeContext } from "./kludge-line.ts";
import { pullState } from "../markdown/link.ts";
import { toldElsewhere } from "./told-elsewhere.ts";
import { outageText } from "./outage-text.ts";
import { when } from "../markdown/when.ts";
import type { WallClock } from "../markdown/when.ts";

/** What is kept free for at least the newest breadcrumbs. */
const CRUMB_ROOM = 15_000;
const MOST_ENTRIES = 40;

/** The one comment that shows where the incident stands. */
export function renderBoard(view: BoardView, most: number = MOST_BODY): string {
  const top = fit((room) => boardTop(view, room), most - CRUMB_ROOM);
  return [top, ...crumbs(view, most - top.length - 500)].join("\n\n");
}

function boardTop(view: BoardView, room: number): string {
  const { incident } = view;
  const around: KludgeContext = {
    repository: view.repository,
    pulls: view.pulls,
    clock: clockOf(view),
    room: Math.min(room, 500),
  };
  const sections = [
    boardHead(view).join("\n"),
    ...boardNotices(view),
    ...(incident.status === "declared" ? [phaseLine(incident)] : []),
    factList(view, around),
    ...toMoveOn(incident),
    ...kludges(incident, around),
    ...linked(incident, around),
    ...recommendations(incident, around),
    ...longFact("How to see it fail", incident.facts.steps?.value, room),
    ...toldElsewhere(view),
  ];
  return sections.filter((section) => section !== "").join("\n\n");
}

function phaseLine(incident: Incident): string {
  return PHASE_ORDER.map((phase) => phaseWord(incident, phase)).join(" · ");
}

function phaseWord({ progress }: Incident, phase: Phase): string {
  const title = PHASE_TITLES[phase];
  switch (progress[phase]) {
    case "done":
      return `✓ ${title}`;
    case "now":
      return `**▶ ${title}**`;
    case "skipped":
      return `~~${title}~~ (skipped)`;
    case "waiting":
      return `${title} (answers missing)`;
    case "ahead":
      return title;
  }
}

function factList(view: BoardView, around: KludgeContext): string {
  const { incident } = view;
  const { facts, moments } = incident;
  const { clock, room } = around;
  const shown = (text: string | undefined): string | undefined =>
    text === undefined ? undefined : inline(text, room);
  const told = (text: string | undefined): string | undefined =>
    text === undefined ? undefined : trusted(text, room);
  const noKludge = incident.noKludge?.value;
  return [
    ...entry("On it", listed(incident.leads.map(person))),
    ...handedOver(incident, around),
    ...entry("Affected", shown(facts.scope?.value)),
    ...entry("Since", when(brokenSince(incident), clock)),
    ...incident.outages.map((_, index) => earlierLine(outagesOf(incident)[index], clock)),
    ...entry("Still works", shown(facts.works?.value)),
    ...entry(
      moments.restored === undefined ? "Users notice meanwhile" : "Users noticed meanwhile",
      told(facts.impact?.value),
    ),
    ...latestNews(incident, around),
    ...entry("Usable again", moments.stable && when(moments.stable.value, clock)),
    ...entry("Works again", moments.restored && when(moments.restored.value, clock)),
    ...entry("Cause", told(facts.cause?.value)),
    ...entry("Tested", told(facts.tested?.value)),
    ...entry(
      "No kludge",
      noKludge === undefined ? undefined : `because ${trusted(noKludge, room)}`,
    ),
    ...entry("Components", inline(incident.components.join(", "), room)),
    ...entry("Paths", heldPaths(view)),
    ...incident.skips
      .slice(0, 10)
      .map((skip) => `- **Skipped ${PHASE_TITLES[skip.phase]}:** ${trusted(skip.because, room)}`),
  ].join("\n");
}

/** What whoever led before has left for those who do now. */
function handedOver(
  { breadcrumbs, leads }: Incident,
  { clock, room }: KludgeContext,
): readonly string[] {
  const last = breadcrumbs.findLast(
    ({ kind, text = "", about = "" }) =>
      kind === "lead" && text !== "" && about.split(" ").some((name) => leads.includes(name)),
  );
  return last === undefined
    ? []
    : entry(
        "Handed over",
        `${when(last.at, clock)}, ${person(last.by)}: ${trusted(last.text ?? "", room)}`,
      );
}

/** What people were told last in their own words, until it works again. */
function latestNews(
  { breadcrumbs, moments }: Incident,
  { clock, room }: KludgeContext,
): readonly string[] {
  const last = breadcrumbs.findLast(
    ({ kind, text = "" }) => (kind === "alert" || kind === "update") && text !== "",
  );
  if (last === undefined || moments.restored !== undefined) return [];
  return entry(
    "Latest news",
    `${when(last.at, clock)}, ${person(last.by)}: ${trusted(last.text ?? "", room)}`,
  );
}

/** An outage before the present one, with its own times. */
function earlierLine(outage: Outage | undefined, clock: WallClock): string {
  return outage === undefined ? "" : `- **Before:** ${outageText(outage, clock)}`;
}

function entry(title: string, text: string | undefined): readonly string[] {
  return text === undefined || text === "" ? [] : [`- **${title}:** ${text}`];
}

function toMoveOn(incident: Incident): readonly string[] {
  const isOver = incident.isReported || incident.status !== "declared";
  if (isOver) return [];
  const asked = incident.asked.map((fact) => `- ${ask(fact)} (optional)`);
  const lines = [
    ...(incident.isClosed
      ? []
      : [...asksWith(incident.missing, incident.kludges), ...next(incident)]),
    ...asked,
    ...anyway(incident),
  ];
  return lines.length === 0 ? [] : [`### To move on\n\n${lines.join("\n")}`];
}

/** Somebody wants to close it. */
function anyway({ isClosed, missing, moments, replies }: Incident): readonly string[] {
  const isWanted =
    moments.restored !== undefined || replies.some(({ type }) => type === "closed-early");
  return isClosed || !isWanted || missing.length === 0 || isOnlyReport(missing)
    ? []
    : ["- An answer can’t be had? `/dakor close anyway because <reason>`"];
}

function isOnlyReport(missing: Incident["missing"]): boolean {
  return missing.every((fact) => fact === "report");
}

/** Nothing is missing: what the next step begins with. */
function next(incident: Incident): readonly string[] {
  if (incident.missing.length > 0) return [];
  switch (incident.phase) {
    case "diagnose":
      return [`- ${ask("alert")}`];
    case "alert":
      return [`- ${ask("kludge")}`];
    case "kludge":
    case "optimize":
    case "report":
      return [];
  }
}

function kludges(incident: Incident, around: KludgeContext): readonly string[] {
  if (incident.kludges.length === 0) return [];
  const entries = incident.kludges
    .slice(-MOST_ENTRIES)
    .flatMap((kludge) => kludgeEntry(kludge, around));
  const left = incident.kludges.length - MOST_ENTRIES;
  const more = left > 0 ? [`- … and ${left} earlier ones`] : [];
  return [`### Kludges\n\n${[...entries, ...more].join("\n")}`, ...inCode(incident, around)];
}

/** GitHub's own search finds the marked lines, when somebody wants to see them. */
function inCode(incident: Incident, { repository }: KludgeContext): readonly string[] {
  const { number } = incident;
  if (!incident.kludges.some(isStanding)) return [];
  const found = `${repository.url}/search?q=%22KLUDGE%28%23${number}%22&type=code`;
  return [
    `In the code, \`KLUDGE(#${number})\` in a comment marks what belongs to it: [these lines](${found}).`,
  ];
}

function linked(incident: Incident, around: KludgeContext): readonly string[] {
  const fixes = incident.fixes.map((fix) => {
    const pull = fix.pull === undefined ? "" : pullState(fix.pull, around);
    const text = fix.text === undefined ? "" : trusted(fix.text, around.room);
    return `- Fix: ${[pull, text].filter(Boolean).join(" ")}, by ${person(fixAuthor(fix, around))}${fixNote(fix, around)}`;
  });
  const suspects = incident.suspects.map((pull) => `- Suspect: ${pullState(pull, around)}`);
  const lines = [...fixes, ...suspects];
  return lines.length === 0
    ? []
    : [`### Pull requests\n\n${atMost(lines, MOST_ENTRIES).join("\n")}`];
}

function recommendations(incident: Incident, around: KludgeContext): readonly string[] {
  const lines = incident.todos.map((todo) => {
    const owners = todo.owners.length === 0 ? "" : ` (${listed(todo.owners.map(person))})`;
    return `- ${trusted(todo.text, around.room)}${owners}`;
  });
  return lines.length === 0
    ? []
    : [`### Recommendations so far\n\n${atMost(lines, MOST_ENTRIES).join("\n")}`];
}

function longFact(title: string, text: string | undefined, room: number): readonly string[] {
  return text === undefined ? [] : [`### ${title}\n\n${block(text, room)}`];
}

function crumbs(view: BoardView, room: number): readonly string[] {
  const { breadcrumbs } = view.incident;
  const [first] = breadcrumbs;
  if (first === undefined) return [];
  const isOneDay = breadcrumbs.every(({ at }) => dayOf(at) === dayOf(first.at));
  const all = breadcrumbs.map(
    (crumb) => `- ${crumbTime(crumb.at, isOneDay)} ${person(crumb.by)}: ${breadcrumbText(crumb)}`,
  );
  const { kept, dropped } = newest(all, room);
  const earlier = dropped === 0 ? [] : [`… ${dropped} earlier lines are in the issue itself.`, ""];
  const on = isOneDay ? ` on ${dayOf(first.at)}` : " so far";
  const title = `<summary>What happened${on} (${all.length === 1 ? "1 line" : `${all.length} lines`}, times in UTC)</summary>`;
  return [["<details>", title, "", ...earlier, ...kept, "", "</details>"].join("\n")];
}

/** Short, since there are many: with the date where they are of several days. */
function crumbTime(at: Instant, isOneDay: boolean): string {
  const clock = at.slice(11, 16);
  return isOneDay ? clock : `${dayOf(at)} ${clock}`;
}

function dayOf(at: Instant): string {
  return at.slice(0, 10);
}
