import type { GateDecision } from "../core/gate/gate.ts";
import { LIMITS } from "../core/markdown/text-limits.ts";
import { isWithin } from "../text/markdown/limit.ts";

/** What later steps can read. action.yml and the reference say the same; a test compares them. */
export const OUTPUTS = {
  verdict: { description: "`pass`, `hold`, or `unavailable` where GitHub could not be read." },
  "reason-code": {
    description: "Why: one of the documented reason codes, such as `report_missing`.",
  },
  incidents: {
    description: "Numbers of the incidents whose paths are touched, with commas between them.",
  },
  "held-files-count": {
    description:
      "How many files the unreported incidents hold; a file in the paths of two counts for each.",
  },
  result: { description: "All of it as JSON (`schema_version` 1), safe to use in a shell." },
} as const satisfies Readonly<Record<string, { readonly description: string }>>;

type OutputName = keyof typeof OUTPUTS;

/** What couldn't be read, for the result. */
export type GateFailure = {
  readonly status?: number;
  readonly requestId?: string;
};

export function outputsOf(
  decision: GateDecision,
  trouble?: GateFailure,
): Readonly<Record<OutputName, string>> {
  const held = decision.incidents.filter(({ exemption }) => exemption === undefined);
  return {
    verdict: decision.verdict,
    "reason-code": decision.reason,
    incidents: decision.incidents.map(({ incident }) => incident).join(","),
    "held-files-count": String(held.reduce((sum, { filesCount }) => sum + filesCount, 0)),
    result: resultText(decision, trouble),
  };
}

/** Without people's words where they would be too long for GitHub, which would drop all of it. */
function resultText(decision: GateDecision, trouble: GateFailure | undefined): string {
  const whole = shellSafe(JSON.stringify(resultOf(decision, trouble)));
  if (isWithin(whole, RESULT_ROOM)) return whole;
  const incidents = decision.incidents.map((hit) => ({ ...hit, title: "" }));
  return shellSafe(JSON.stringify(resultOf({ ...decision, incidents }, trouble)));
}

/** The other outputs need some as well. */
const RESULT_ROOM = { ...LIMITS.jobOutput, most: LIMITS.jobOutput.most - 20_000 };

/** Of people's words only the incidents' titles: no path, no pattern and no reason. */
function resultOf(decision: GateDecision, trouble: GateFailure | undefined): unknown {
  return {
    schema_version: decision.schema_version,
    verdict: decision.verdict,
    reason: decision.reason,
    pull: decision.pull ?? null,
    head: decision.head ?? null,
    incidents: decision.incidents.map((hit) => ({
      number: hit.incident,
      title: hit.title,
      url: hit.url,
      files_count: hit.filesCount,
      patterns_count: hit.paths.length,
      exemption:
        hit.exemption === undefined ? null : { reason: hit.exemption.reason, by: hit.exemption.by },
    })),
    config_problems: decision.configProblems.map(({ line, column }) => ({ line, column })),
    report_problems: decision.reportProblems.map(({ line, reason }) => ({ line, reason })),
    ...(trouble === undefined
      ? {}
      : { trouble: { status: trouble.status ?? null, request_id: trouble.requestId ?? null } }),
  };
}

/**
 * The same JSON with every sign of a string escaped that a shell, HTML or a workflow could read: people write
 * `run: echo '${{ steps.gate.outputs.result }}'`, and a title must not become a command there.
 */
function shellSafe(json: string): string {
  return json.replaceAll(/"(?:[^"\\]|\\.)*"/g, (token) => {
    const text = String(JSON.parse(token));
    return `"${text.replaceAll(/[^A-Za-z0-9 .,:/_-]/g, escaped)}"`;
  });
}

function escaped(sign: string): string {
  return `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`;
}
