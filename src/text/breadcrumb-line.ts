import { FACTS } from "../core/fact.ts";
import type { FactName } from "../core/fact.ts";
import type { Breadcrumb } from "../core/incident.ts";
import { parsePhase } from "../core/phase.ts";
import { PHASE_TITLES } from "./ask.ts";
import { inline, listed, person } from "./escape.ts";

/** What happened, in one line without time and name. */
export function breadcrumbText(crumb: Breadcrumb, room: number = 200): string {
  const text = crumb.text === undefined || crumb.text === "" ? "" : inline(crumb.text, room);
  const about = crumb.about === undefined ? "" : inline(crumb.about, 80);
  switch (crumb.kind) {
    case "declared":
      return "declared the incident";
    case "phase":
      return `moved to ${phaseTitle(crumb.about)}`;
    case "fact":
      return `${factTitle(crumb.about)}: ${text}`;
    case "note":
      return text;
    case "doing":
      return `is doing: ${text}`;
    case "alert":
      return said("sent the alert", text);
    case "update":
      return said("sent an update", text);
    case "kludge":
      return about === "none" ? said("no kludge", text) : said(about, text);
    case "stable":
      return said("usable again", text);
    case "restored":
      return said("everything works again", text);
    case "broken":
      return said("broken again", text);
    case "lead":
      return leads(crumb, text);
    case "skip":
      return said(`skipped ${phaseTitle(crumb.about)}`, text);
    case "fix":
      return said(about === "" ? "fix" : named("fix", about), text);
    case "suspect":
      return said(named("suspects", about), text);
    case "closed":
      return said(about === "" ? "closed the issue" : `closed: ${about}`, text);
    case "reopened":
      return "reopened the incident";
    case "renamed":
      return `renamed it: ${text}`;
    case "override":
      return said(`lets ${about} through the gate`, text);
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
