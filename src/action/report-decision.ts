import { setFailed, setOutput, warning } from "@actions/core";
import { decision as undecided } from "../core/gate/gate.ts";
import type { Config } from "../core/config/config.ts";
import type { GateDecision } from "../core/gate/gate.ts";
import { isRecord } from "../github/client/narrow.ts";
import { dryRunNote, renderGate } from "../text/gate/gate.ts";
import { inline } from "../text/markdown/escape.ts";
import type { GateAround } from "../text/gate/gate-around.ts";
import { escapeWorkflowCommand } from "./escape-workflow-command.ts";
import type { Inputs } from "./inputs.ts";
import { outputsOf } from "./outputs.ts";
import type { GateFailure } from "./outputs.ts";
import { annotate, log, summarize } from "./log.ts";

type Told = {
  readonly decision: GateDecision;
  /** Left out where it could not be read. */
  readonly config?: Config;
  readonly inputs: Inputs;
  readonly place: { readonly owner: string; readonly repo: string };
  /** Why there is no decision. */
  readonly thrown?: unknown;
};

/** Outputs, log, annotations and summary. True where the job should succeed. */
export async function reportDecision(told: Told): Promise<boolean> {
  const { decision, inputs, thrown } = told;
  const trouble = thrown === undefined ? undefined : failureTold(thrown);
  const note = openNote(decision, inputs, trouble);
  const isOpen = decision.verdict === "pass" || note !== undefined;
  const isAllowed = isOpen && trouble !== undefined && !inputs.isDryRun;
  const { title, summary, annotations } = renderGate(decision, aroundOf(told, isAllowed));
  setOutputs(decision, trouble);
  log(`${decision.verdict} (${decision.reason}): ${title}`);
  if (trouble !== undefined) log(trouble.message);
  const level = isOpen ? "warning" : "error";
  // First, since GitHub shows only so many.
  if (note !== undefined) warning(note);
  annotate(annotations.map((annotation) => ({ level, ...annotation })));
  if (!isOpen)
    setFailed(
      escapeWorkflowCommand(trouble === undefined ? title : `${title}. ${trouble.message}`),
    );
  await summarize(note === undefined ? summary : `> [!WARNING]\n> ${note}\n\n${summary}`);
  return isOpen;
}

function aroundOf({ config, place, thrown }: Told, isAllowedOnError: boolean): GateAround {
  const { owner, repo } = place;
  const server = process.env["GITHUB_SERVER_URL"] || "https://github.com";
  const { message, requestId } = failureTold(thrown);
  return {
    repository: { owner, name: repo, url: `${server}/${owner}/${repo}` },
    // A job that has ended says the same for ever, until somebody runs it again.
    isRenewed: false,
    isAllowedOnError,
    ...(config === undefined
      ? {}
      : { permission: config.gate.permission, timezone: config.timezone }),
    ...(thrown === undefined ? {} : { error: message }),
    ...(requestId === undefined ? {} : { requestId }),
  };
}

/** A workflow that asks for the impossible never passes, whatever its inputs say. */
export async function reportMisuse(thrown: unknown): Promise<boolean> {
  const message = messageOf(thrown);
  setOutputs(undecided({}, "unavailable"), undefined);
  setFailed(escapeWorkflowCommand(message));
  await summarize(`**dakor could not run.** ${inline(message)}`);
  return false;
}

/** Why the job succeeds although the verdict is another. */
function openNote(
  decision: GateDecision,
  inputs: Inputs,
  trouble: FailureTold | undefined,
): string | undefined {
  if (decision.verdict === "pass") return undefined;
  if (inputs.isDryRun) return dryRunNote(decision.verdict);
  // Only for GitHub's failures: a mistake of this program's own is no reason to let a merge through.
  return trouble?.isReading === true && inputs.onError === "allow"
    ? "Nobody checked whether this merge touches an incident: GitHub could not be read, and on-error is allow."
    : undefined;
}

type FailureTold = GateFailure & { readonly message: string; readonly isReading: boolean };

function failureTold(thrown: unknown): FailureTold {
  const about = isRecord(thrown) ? thrown : {};
  const { status, requestId, operation } = about;
  return {
    message: messageOf(thrown),
    isReading: typeof operation === "string",
    ...(typeof status === "number" ? { status } : {}),
    ...(typeof requestId === "string" ? { requestId } : {}),
  };
}

function messageOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}

function setOutputs(decision: GateDecision, trouble: GateFailure | undefined): void {
  for (const [name, value] of Object.entries(outputsOf(decision, trouble))) setOutput(name, value);
}
