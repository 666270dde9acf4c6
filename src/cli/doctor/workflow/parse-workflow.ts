import { LineCounter, parseDocument } from "yaml";
import { err, ok } from "../../../core/model/result.ts";
import type { Result } from "../../../core/model/result.ts";
import { at, isRecord, list, record, text } from "../../../github/client/narrow.ts";
import type { Json } from "../../../github/client/narrow.ts";
import { hasMark } from "../../init/own-mark.ts";
import type { TextFile } from "../read-here.ts";
import { filesOf } from "../facts.ts";
import type { Facts } from "../facts.ts";
import type { Inputs } from "../../../action/inputs.ts";
import { MODE_PERMISSIONS, inWorkflow } from "../../../core/model/permission.ts";
import type { Permissions } from "../../../core/model/permission.ts";

/** A job that runs this Action. */
export type OwnJob = {
  readonly path: string;
  readonly id: string;
  /** What its check is called. */
  readonly name: string;
  /** The Action's input. */
  readonly mode: string;
  /** By name, with what is set for them. */
  readonly events: Json;
  readonly workflow: Json;
  readonly job: Json;
  /** Every Action that it uses. */
  readonly uses: readonly string[];
  /** The step with ours. */
  readonly step: Json;
};

const OURS = /^(?:[\w.-]+\/dakor(?:\/[^@]*)?@|\.\/?$)/;

type Mode = Inputs["mode"];

type JobNeeds = {
  /** Events without which it misses something, if no other job of the same mode hears them. */
  readonly events: readonly string[];
  /** Of the job's token. */
  readonly permissions: Permissions;
};

/** What a job needs, by the Action's mode. */
export const JOB_NEEDS: Readonly<Record<Mode, JobNeeds>> = {
  gate: { events: [], permissions: inWorkflow(MODE_PERMISSIONS.gate) },
  bot: {
    events: ["issues", "issue_comment"],
    permissions: inWorkflow(MODE_PERMISSIONS.bot),
  },
  renew: { events: [], permissions: inWorkflow(MODE_PERMISSIONS.renew) },
};

/**
 * The jobs of a workflow that run this Action; the error is a line and what is wrong there. A copy of the Action has any
 * name: then its mode tells, or that init wrote the file.
 */
export function parseWorkflow({ path, text: source }: TextFile): Result<readonly OwnJob[], string> {
  // Other people's workflows are none of our business.
  if (!/\bdakor\b/.test(source)) return ok([]);
  const lines = new LineCounter();
  const document = parseDocument(source, { lineCounter: lines });
  const [problem] = document.errors;
  if (problem !== undefined) {
    const { line } = lines.linePos(problem.pos[0]);
    return err(
      `${path}:${line}: ${problem.message
        .split("\n", 1)
        .join("")
        .replace(/ at line .*$/, "")}`,
    );
  }
  const workflow = record(toJson(document));
  const events = eventsOf(workflow["on"]);
  const isMarked = hasMark(source);
  return ok(
    Object.entries(record(workflow["jobs"])).flatMap(([id, value]) => {
      const job = record(value);
      const steps = list(job["steps"]).filter(isRecord);
      const step = steps.find((one) => isOurs(one, { isMarked }));
      if (step === undefined) return [];
      const uses = steps.flatMap((one) => (text(one["uses"]) === "" ? [] : [text(one["uses"])]));
      const mode = text(at(step, "with", "mode")) || "gate";
      return [{ path, id, name: text(job["name"]) || id, mode, events, workflow, job, uses, step }];
    }),
  );
}

function isOurs(step: Json, { isMarked }: { readonly isMarked: boolean }): boolean {
  const uses = text(step["uses"]);
  if (uses === "" || uses.startsWith("actions/")) return false;
  return OURS.test(uses) || isMarked || needsOf(text(at(step, "with", "mode"))) !== undefined;
}

function toJson(document: { readonly toJS: () => unknown }): unknown {
  try {
    return document.toJS();
  } catch {
    return undefined;
  }
}

/** A name, a list of names, or names with what is set for them. */
function eventsOf(value: unknown): Json {
  if (typeof value === "string") return { [value]: {} };
  if (Array.isArray(value)) return Object.fromEntries(value.map((name) => [String(name), {}]));
  return record(value);
}

/** Every job that runs the Action in a workflow of the repository. */
export function ownJobs(facts: Facts): readonly OwnJob[] {
  return jobsIn(filesOf(facts)?.workflows ?? []);
}

export function jobsIn(workflows: readonly TextFile[]): readonly OwnJob[] {
  return workflows.flatMap((file) => {
    const jobs = parseWorkflow(file);
    return jobs.ok ? jobs.value : [];
  });
}

/** Whether it looks after incidents and judges pull requests again. */
export function isBot({ mode }: OwnJob): boolean {
  return mode === "bot" || mode === "renew";
}

/** To a commit; what lies in the repository itself needs no pin. */
export function isPinned(uses: string): boolean {
  return /@[0-9a-f]{40}$/.test(uses) || uses.startsWith(".");
}

/** Undefined for a mode that there is not. */
export function needsOf(mode: string): JobNeeds | undefined {
  return isMode(mode) ? JOB_NEEDS[mode] : undefined;
}

function isMode(name: string): name is Mode {
  return Object.hasOwn(JOB_NEEDS, name);
}
