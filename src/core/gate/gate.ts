import type { ConfigProblem } from "../config/config.ts";
import type { GateInput } from "./gate-input.ts";
import type { Exemption } from "./gate-exemption.ts";
import type { Incident } from "../model/incident.ts";
import type { Vouch } from "../model/timeline.ts";
import type { ReportProblem } from "../report/report-rule.ts";
import type { RevertDoubt } from "./revert.ts";
import type { Pull } from "../model/snapshot.ts";
import { defined } from "../model/defined.ts";

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

/** An incident that holds merges: real, declared, and without a merged report. */
export function isGating(incident: Incident): boolean {
  return incident.status === "declared" && !incident.isDrill && !incident.isReported;
}

export function decision(input: { readonly pull?: Pull }, reason: GateReason): GateDecision {
  return {
    schema_version: 1,
    verdict: GATE_REASONS[reason].verdict,
    reason,
    ...defined({ pull: input.pull?.number, head: input.pull?.headOid }),
    incidents: [],
    configProblems: [],
    reportProblems: [],
  };
}
