import { FACTS } from "../../core/model/fact.ts";
import type { FactName } from "../../core/model/fact.ts";
import type { Breadcrumb } from "../../core/model/incident.ts";
import { parsePhase } from "../../core/model/phase.ts";
import { parseInstant } from "../../core/time/time.ts";
import type { Instant } from "../../core/time/time.ts";
import { PHASE_TITLES } from "./ask.ts";
import { inline, listed, person, trusted } from "../markdown/escape.ts";

/** Those whose words may come from the form, and so from anybody. */
const FROM_ANYBODY: ReadonlySet<string> = new Set(["summary", "scope", "steps", "works"]);

/** What happened, in one line without time and name. */
export function breadcrumbText(crumb: Breadcrumb, room: number = 200): string {
  const text = crumb.text === undefined || crumb.text === "" ? "" : trusted(crumb.text, room);
  const about = crumb.about === undefined ? "" : trusted(crumb.about, 80);
  switch (crumb.kind) {
    case "declared":
      return "declared the incident";
    case "phase":
      return `set it to ${phaseTitle(crumb.about)} by hand`;
    case "fact":
      return fact(crumb, room);
    case "note":
      return text;
    case "doing":
      return `is doing: ${text}`;
    case "alert":
      return said("sent the alert", text);
    case "update":
      return said("gave an update", text);
    case "kludge":
      return about === "none" ? said("no kludge", text) : said(kludge(about), text);
    case "stable":
      return said(`usable again${since(crumb)}`, text);
    case "restored":
      return said(`everything works again${since(crumb)}`, text);
    case "broken":
      return said(`broken again${since(crumb)}`, text);
    case "lead":
      return leads(crumb, text);
    case "away":
      return said(`away${end(crumb)}`, text);
    case "skip":
      return said(`skipped ${phaseTitle(crumb.about)}`, text);
    case "fix":
      return said(about === "" ? "fix" : named("fix", about), text);
    case "suspect":
      return said(named("suspects", about), text);
    case "closed":
      return said(closed(about), text);
    case "reopened":
      return "reopened the incident";
    case "renamed":
      return `renamed it: ${inline(crumb.text ?? "", room)}`;
    case "override":
      return said(`lets ${about} through the gate${end(crumb)}`, text);
    case "drill":
      return about === "off" ? "called it no drill any more" : "called it a drill";
  }
}

function leads({ by, about = "" }: Breadcrumb, note: string): string {
  const names = about.split(/\s+/).filter(Boolean);
  const all = listed(names.map(person));
  return said(names.includes(by) || note === "" ? `on it: ${all}` : `handed over to ${all}`, note);
}

function said(what: string, text: string): string {
  return text === "" ? what : `${what}: ${text}`;
}

function fact({ about = "", at, text = "" }: Breadcrumb, room: number): string {
  const moment = about === "started" ? parseInstant(text) : undefined;
  if (moment !== undefined) return `it began at ${clockBeside(moment, at)}`;
  const words = FROM_ANYBODY.has(about) ? inline(text, room) : trusted(text, room);
  return `${factTitle(about)}: ${words}`;
}

/** "K1 standing" as people say it. */
function kludge(about: string): string {
  return about
    .replace(/ standing$/, " in place")
    .replace(/ announced$/, " is coming")
    .replace(/ withdrawn$/, " given up")
    .replace(/ impossible$/, " is not possible");
}

/** "closed as not planned" */
function closed(about: string): string {
  if (about === "") return "closed the issue";
  if (about === "anyway") return "closed the issue without all answers";
  if (about === "label removed") return "took the label off: it is no incident";
  return about.startsWith("duplicate of")
    ? `closed as a ${about}`
    : `closed as ${about === "duplicate" ? "a duplicate" : about}`;
}

/** The moment that was said, where it wasn't just then. */
function since({ about, at }: Breadcrumb): string {
  const moment = parseInstant(about ?? "");
  return moment === undefined || moment.slice(0, 16) === at.slice(0, 16)
    ? ""
    : ` since ${clockBeside(moment, at)}`;
}

function end({ until, at }: Breadcrumb): string {
  return until === undefined ? "" : ` until ${clockBeside(until, at)} UTC`;
}

/** UTC, as all of the log; with its date where that is another than the line's own. */
function clockBeside(moment: Instant, at: Instant): string {
  const clock = moment.slice(11, 16);
  const date = moment.slice(0, 10);
  return date === at.slice(0, 10) ? clock : `${date} ${clock}`;
}

/** "fix #130", or what was taken back: "no fix: #130". */
function named(what: string, about: string): string {
  return about.startsWith("no ") ? about : `${what} ${about}`;
}

function phaseTitle(name: string | undefined): string {
  const phase = parsePhase(name ?? "");
  return phase === undefined ? inline(name ?? "", 80) : PHASE_TITLES[phase].toLowerCase();
}

function factTitle(name: string | undefined): string {
  return name !== undefined && isFact(name)
    ? FACTS[name].title.toLowerCase()
    : inline(name ?? "", 80);
}

function isFact(name: string): name is FactName {
  return Object.hasOwn(FACTS, name);
}
