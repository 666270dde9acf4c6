import { counted } from "../../core/model/counted.ts";
import type { GateDecision, GateHit, GateReason, GateVerdict } from "../../core/gate/gate.ts";
import { listed, plain } from "../markdown/escape.ts";
import type { GateAround } from "./gate-around.ts";
import { hitParagraphs } from "./gate-hit.ts";
import { problemParagraphs } from "./gate-problem.ts";
import { LIMITS, MOST_ANNOTATIONS } from "../../core/markdown/text-limits.ts";
import { cutLines, cutTo, sizeOf } from "../markdown/limit.ts";
import { CONFIG_PATH } from "../../core/config/config.ts";
import type { ConfigProblem } from "../../core/config/config.ts";
import { PLAIN, configLine, reportLine } from "./gate-mistake.ts";

/** What a check and a job say about a decision. */
type GateWords = {
  /** One line of plain text: also a commit status can hold it. */
  readonly title: string;
  /** Markdown. */
  readonly summary: string;
  readonly annotations: readonly GateAnnotation[];
};

const REFS_SHOWN = 5;

type GateAnnotation = {
  readonly path: string;
  /** From 1. */
  readonly line: number;
  /** Plain text in one line. */
  readonly message: string;
  readonly title: string;
};

const BEGINS = "Dry run: the gate would say ";

export function renderGate(decision: GateDecision, around: GateAround): GateWords {
  const title = titleOf(decision, around);
  const { annotations, left } = gateAnnotations(decision);
  const notes = left === 0 ? [] : [`${left} more annotations are left out; everything is above.`];
  const first = [
    `**${LEADS[leadOf(decision, around)]}** ${sentenceOf(decision)}`,
    ...problemParagraphs(decision, around),
  ];
  const taken = sizeOf([...first, ...notes].join(BETWEEN), "bytes");
  const hits = hitParagraphs(decision, around, LIMITS.checkSummary.most - taken);
  const summary = [...first, ...hits, ...notes];
  return {
    title,
    summary: cutLines(summary.join(BETWEEN), LIMITS.checkSummary, MORE),
    annotations,
  };
}

const BETWEEN = "\n\n";
const MORE = "… there is more: `dakor gate` at a terminal prints all of it.";

/** For where GitHub takes no more: what counts is the verdict. */
export function renderShortGate(verdict: GateVerdict): GateWords {
  const lead = LEADS[verdict];
  return {
    title: lead.replace(/\.$/, ""),
    summary: `**${lead}** GitHub did not take the text that explains it. \`dakor gate\` at a terminal prints it.`,
    annotations: [],
  };
}

const LEADS = {
  pass: "Free to merge.",
  hold: "Held.",
  unavailable: "Not judged.",
  allowed: "Let through without a check.",
} as const;

function leadOf(decision: GateDecision, around: GateAround): keyof typeof LEADS {
  const isAllowed = decision.verdict === "unavailable" && around.isAllowedOnError === true;
  return isAllowed ? "allowed" : decision.verdict;
}

const SENTENCES: Readonly<Record<GateReason, string>> = {
  not_configured:
    "This repository has no `.github/dakor.yml` and no unreported incident, so nothing is held.",
  no_unreported_incident: "Every incident here has its report.",
  paths_clear: "No file of this pull request is in the paths of an unreported incident.",
  linked_kludge: "It is a kludge of the incident that it touches.",
  linked_fix: "It is the fix of the incident that it touches.",
  report_pull_request: "The report is complete. Merging it lets go what its incident holds.",
  overridden: "Somebody who may let it through has done so.",
  report_missing: "This pull request touches what broke, and the report isn't merged yet.",
  report_incomplete: "The report isn't finished yet. Nobody needs to write it tonight.",
  config_invalid: "The gate can't tell what to hold, because its configuration has mistakes.",
  files_unlisted:
    "GitHub doesn't list all files of this pull request, so nobody can tell whether it touches what broke.",
  ref_changed: "A push came while this was being judged.",
  unavailable: "GitHub could not be read, so nobody can tell whether this may merge.",
};

function sentenceOf(decision: GateDecision): string {
  return SENTENCES[decision.reason];
}

function titleOf(decision: GateDecision, around: GateAround): string {
  const isAllowed = leadOf(decision, around) === "allowed";
  return cutTo(
    isAllowed ? "Let through without a check: on-error is allow" : words(decision),
    LIMITS.statusDescription,
  );
}

function words(decision: GateDecision): string {
  const held = decision.incidents.filter(({ exemption }) => exemption === undefined);
  switch (decision.reason) {
    case "not_configured":
      return "Free to merge: nothing is configured";
    case "no_unreported_incident":
      return "Free to merge: every incident has its report";
    case "paths_clear":
      return "Free to merge: it touches no unreported incident";
    case "linked_kludge":
      return `Free to merge: a kludge of ${refs(decision.incidents)}`;
    case "linked_fix":
      return `Free to merge: the fix of ${refs(decision.incidents)}`;
    case "overridden":
      return `Free to merge: ${overridden(decision.incidents)}`;
    case "report_pull_request":
      return "Free to merge: the report is complete";
    case "report_missing":
      return `Held: ${refs(held)} ${held.length === 1 ? "has" : "have"} no report yet, and ${touched(held)}`;
    case "report_incomplete":
      return `Held: the report has ${counted(decision.reportProblems.length, "thing")} left to do`;
    case "config_invalid":
      return `Held: .github/dakor.yml has ${counted(decision.configProblems.length, "mistake")}`;
    case "files_unlisted":
      return `Held: GitHub doesn't list all files, so ${refs(held)} may be touched`;
    case "ref_changed":
      return "Not judged: a push came in between";
    case "unavailable":
      return "Not judged: GitHub could not be read";
  }
}

function touched(held: readonly GateHit[]): string {
  const [only] = held;
  return held.length === 1 && only !== undefined
    ? `${counted(only.filesCount, "file")} ${only.filesCount === 1 ? "is" : "are"} in its paths`
    : "this touches them";
}

function overridden(hits: readonly GateHit[]): string {
  const given = hits.map(({ exemption }) => exemption).find((one) => one?.reason === "overridden");
  return given === undefined
    ? "overridden"
    : `overridden by ${plain(given.by, 40)}: ${plain(given.because)}`;
}

/** "#42, #57 and 3 more" */
function refs(hits: readonly GateHit[]): string {
  if (hits.length === 0) return "an incident";
  const named = hits.slice(0, REFS_SHOWN).map(({ incident }) => `#${incident}`);
  const more = hits.length - named.length;
  return listed(more === 0 ? named : [...named, `${more} more`]);
}

/** One for each path that holds, at its first file; or for each mistake. Also how many are left out. */
function gateAnnotations(decision: GateDecision): {
  readonly annotations: readonly GateAnnotation[];
  readonly left: number;
} {
  const { incidents, configProblems, reportProblems } = decision;
  const held = incidents.filter(({ exemption }) => exemption === undefined);
  const notes = [
    ...held.flatMap(pathsOf),
    ...configProblems.map((problem) => () => configNote(problem)),
    ...reportProblems.map((problem) => () => reportNote(problem)),
  ];
  return {
    annotations: notes.slice(0, MOST_ANNOTATIONS).map((note) => thatFits(note())),
    left: Math.max(0, notes.length - MOST_ANNOTATIONS),
  };
}

function thatFits(note: GateAnnotation): GateAnnotation {
  return {
    ...note,
    title: cutTo(note.title, LIMITS.annotationTitle),
    message: cutTo(note.message, LIMITS.annotationMessage),
  };
}

/** Words are found only for those that are shown. */
type Note = () => GateAnnotation;

function pathsOf({ incident, title, paths }: GateHit): readonly Note[] {
  return paths.flatMap(({ pattern, files, count }): readonly Note[] => {
    const [path] = files;
    if (path === undefined) return [];
    const more = count === 1 ? "" : `, and ${count - 1} more with it`;
    return [
      () => ({
        path,
        line: 1,
        title: `Held by incident ${incident}`,
        message: `In ${plain(pattern, 256)}${more}: it has no report yet (${plain(title)}).`,
      }),
    ];
  });
}

function configNote(problem: ConfigProblem): GateAnnotation {
  return {
    path: CONFIG_PATH,
    line: problem.line,
    title: "The configuration has a mistake",
    message: configLine(problem, PLAIN),
  };
}

function reportNote(problem: GateDecision["reportProblems"][number]): GateAnnotation {
  return {
    path: problem.path,
    line: problem.line,
    title: "The report isn't finished",
    message: reportLine(problem, PLAIN),
  };
}

/** What a gate that holds nothing leaves on its check, so that others know it for one. */
export function dryRunNote(verdict: GateVerdict): string {
  return `${BEGINS}${verdict}. Nothing is held.`;
}

export function isDryRunNote(message: string): boolean {
  return message.startsWith(BEGINS);
}
