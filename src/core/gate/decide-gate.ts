import { isPermitted } from "../model/authority.ts";
import { doubtOf, exemptionOf, lapsedOf } from "./gate-exemption.ts";
import { decision, FILES_SHOWN, isGating } from "./gate.ts";
import type { GateDecision, GateHit, GateReason } from "./gate.ts";
import type { GateFiles, GateInput } from "./gate-input.ts";
import { indexPaths } from "./glob.ts";
import type { Incident } from "../model/incident.ts";
import { checkReport, incidentsOfReport, MOST_REPORTS } from "../report/report-rule.ts";
import { namesOf } from "./revert.ts";

/** Whether a pull request may merge, with everything that explains it. */
export function decideGate(input: GateInput, listed: GateFiles): GateDecision {
  const paths = namesOf(listed.files);
  const gating = input.incidents.filter(isGating);
  // What an incident remembers, a mistake in the file doesn't change.
  const isForgotten = gating.length === 0 || gating.some(({ isRemembered }) => !isRemembered);
  const isUnclear = input.config.status === "invalid" && isForgotten;
  if (isUnclear && !(listed.isComplete && isRepair(input, paths))) {
    return { ...decision(input, "config_invalid"), configProblems: input.config.problems };
  }
  const report = decideReport(input, { gating, paths, listed });
  if (report !== undefined) return report;
  const filesIn = indexPaths(paths);
  const hits = gating.flatMap((incident): readonly GateHit[] => {
    const hit = hitOf(incident, filesIn) ?? (listed.isComplete ? undefined : unlistedHit(incident));
    if (hit === undefined) return [];
    const question = { incident, input, listed };
    const exemption = exemptionOf(question);
    if (exemption !== undefined) return [{ ...hit, exemption }];
    const lapsed = lapsedOf(question);
    const doubt = doubtOf(question);
    return [{ ...hit, ...(lapsed && { lapsed }), ...(doubt && { doubt }) }];
  });
  return { ...decision(input, reasonOf(hits)), incidents: hits };
}

function reasonOf(hits: readonly GateHit[]): GateReason {
  const held = hits.filter((hit) => hit.exemption === undefined);
  if (held.length > 0) {
    return held.some((hit) => hit.filesCount > 0) ? "report_missing" : "files_unlisted";
  }
  return hits[0]?.exemption?.reason ?? "paths_clear";
}

function hitOf(
  incident: Incident,
  filesIn: (pattern: string) => readonly string[],
): GateHit | undefined {
  const touched = new Set<string>();
  const paths = incident.paths.flatMap((pattern) => {
    const files = filesIn(pattern);
    for (const file of files) touched.add(file);
    return files.length === 0
      ? []
      : [{ pattern, files: files.slice(0, FILES_SHOWN), count: files.length }];
  });
  return paths.length === 0 ? undefined : { ...about(incident), paths, filesCount: touched.size };
}

/** Files that GitHub doesn't list may be anywhere: only an exemption lets them pass. */
function unlistedHit(incident: Incident): GateHit | undefined {
  if (incident.paths.length === 0) return undefined;
  const paths = incident.paths.map((pattern) => ({ pattern, files: [], count: 0 }));
  return { ...about(incident), paths, filesCount: 0 };
}

function about({ number, facts, url }: Incident): Pick<GateHit, "incident" | "title" | "url"> {
  return { incident: number, title: facts.summary?.value ?? "", url };
}

/** A wrong configuration must not hold back its own repair by somebody with permission. */
function isRepair({ pull, roles, config }: GateInput, paths: readonly string[]): boolean {
  return (
    paths.length > 0 &&
    paths.every((path) => path === ".github/dakor.yml" || path.startsWith(".github/dakor/")) &&
    isPermitted(pull.author, roles, config.config)
  );
}

/** One file may owe the same to two incidents. */
function distinct(problems: GateDecision["reportProblems"]): GateDecision["reportProblems"] {
  return [...new Map(problems.map((problem) => [JSON.stringify(problem), problem])).values()];
}

/** A pull request of nothing but reports is judged by how complete they are. */
function decideReport(
  input: GateInput,
  {
    gating,
    paths,
    listed,
  }: {
    readonly gating: readonly Incident[];
    readonly paths: readonly string[];
    readonly listed: GateFiles;
  },
): GateDecision | undefined {
  const { directory } = input.config.config.report;
  const { reports = [] } = listed;
  const isReport = paths.every((path) => path.startsWith(`${directory}/`));
  if (!isReport || paths.length === 0 || !listed.isComplete) return undefined;
  if (listed.hasUnreadReports === true && gating.length > 0) {
    const problem = { reason: "too-many-reports", line: 1, most: MOST_REPORTS } as const;
    const reportProblems = [{ ...problem, path: `${directory}/` }];
    return { ...decision(input, "report_incomplete"), reportProblems };
  }
  const owed = new Set(gating.map((incident) => incident.number));
  const branch = /^dakor\/report-(\d+)$/.exec(input.pull.head)?.[1];
  const expected = input.pull.isLocal && branch !== undefined ? Number(branch) : undefined;
  const judged = reports.flatMap(({ path, text }) => {
    const named = [...(expected === undefined ? [] : [expected]), ...incidentsOfReport(text)];
    return [...new Set(named)]
      .filter((incident) => owed.has(incident))
      .map((incident) => checkReport(text, incident).map((problem) => ({ ...problem, path })));
  });
  if (judged.length === 0) return undefined;
  const problems = distinct(judged.flat());
  return problems.length === 0
    ? decision(input, "report_pull_request")
    : { ...decision(input, "report_incomplete"), reportProblems: problems };
}
