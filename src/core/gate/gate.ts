import { isPermitted } from "../model/authority.ts";
import type { ConfigProblem } from "../config/config.ts";
import { doubtOf, exemptionOf, lapsedOf } from "./gate-exemption.ts";
import type { GateFiles, GateInput } from "./gate-input.ts";
import type { Exemption } from "./gate-exemption.ts";
import { indexPaths } from "./glob.ts";
import type { Incident } from "../model/incident.ts";
import type { Vouch } from "../model/source.ts";
import { checkReport, incidentsOfReport, MOST_REPORTS } from "../report/report-rule.ts";
import type { ReportProblem } from "../report/report-rule.ts";
import { namesOf } from "./reverted.ts";
import type { RevertDoubt } from "./reverted.ts";
import type { Pull } from "../model/snapshot.ts";

/** Every answer that the gate can give, and what it means for the merge. */
export const GATE_REASONS = {
  not_configured: {
    verdict: "pass",
    says: "There is no configuration, and no unreported incident.",
  },
  no_unreported_incident: { verdict: "pass", says: "Every incident has its report." },
  paths_clear: { verdict: "pass", says: "No file is in an unreported incident's paths." },
  linked_kludge: { verdict: "pass", says: "It is a kludge of the incident that it touches." },
  linked_fix: { verdict: "pass", says: "It is the fix of the incident that it touches." },
  report_pull_request: { verdict: "pass", says: "It is a complete report." },
  overridden: { verdict: "pass", says: "Somebody who may let it through, with a reason." },
  report_missing: { verdict: "hold", says: "It touches an incident that has no merged report." },
  report_incomplete: { verdict: "hold", says: "It is a report, but not finished." },
  config_invalid: { verdict: "hold", says: "The configuration has mistakes." },
  files_unlisted: { verdict: "hold", says: "GitHub doesn't list all of its files." },
  ref_changed: { verdict: "unavailable", says: "Its head moved while it was judged." },
  unavailable: { verdict: "unavailable", says: "GitHub could not be read." },
} as const satisfies Readonly<
  Record<string, { readonly verdict: "pass" | "hold" | "unavailable"; readonly says: string }>
>;

export type GateReason = keyof typeof GATE_REASONS;
export type GateVerdict = "pass" | "hold" | "unavailable";

/** What an incident says about a pull request that touches its paths. */
export type GateHit = {
  readonly incident: number;
  readonly title: string;
  readonly url: string;
  readonly paths: readonly {
    readonly pattern: string;
    /** The first twenty. */
    readonly files: readonly string[];
    readonly count: number;
  }[];
  readonly filesCount: number;
  /** What lets the pull request through all the same. */
  readonly exemption?: Exemption;
  /** Who let an earlier commit of it through. */
  readonly lapsed?: Vouch;
  /** Why it isn't the revert that it says it is. */
  readonly doubt?: RevertDoubt;
};

export type GateDecision = {
  readonly schema_version: 1;
  readonly verdict: GateVerdict;
  readonly reason: GateReason;
  readonly pull?: number;
  readonly head?: string;
  readonly incidents: readonly GateHit[];
  readonly configProblems: readonly ConfigProblem[];
  readonly reportProblems: readonly (ReportProblem & { readonly path: string })[];
};

export const FILES_SHOWN = 20;

/** The answer for every pull request of a repository in which nothing can be held; undefined where the files decide. */
export function decideWithoutFiles({
  config,
  incidents,
}: Pick<GateInput, "config" | "incidents">): GateDecision | undefined {
  if (config.status === "invalid" || incidents.some(isGating)) return undefined;
  return decision({}, config.status === "missing" ? "not_configured" : "no_unreported_incident");
}

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

/** An incident that holds merges: real, declared, and without a merged report. */
export function isGating(incident: Incident): boolean {
  return incident.status === "declared" && !incident.isDrill && !incident.isReported;
}

export function decision(input: { readonly pull?: Pull }, reason: GateReason): GateDecision {
  return {
    schema_version: 1,
    verdict: GATE_REASONS[reason].verdict,
    reason,
    ...(input.pull === undefined ? {} : { pull: input.pull.number, head: input.pull.headOid }),
    incidents: [],
    configProblems: [],
    reportProblems: [],
  };
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
