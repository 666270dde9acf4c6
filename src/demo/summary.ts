import { parse } from "yaml";
import { numberOf, recordOf } from "@dakor/local-github/narrow";
import type { AppRequest, RequestCount } from "./count-requests.ts";
import { countRequests } from "./count-requests.ts";
import type { CheckedPull } from "./open-checks.ts";
import type { Played } from "./play-story.ts";
import type { Step } from "./scene.ts";
import { heldOf, isCommand, steps } from "./scene.ts";

export interface StepSummary {
  readonly step: Step;
  /** Story time: "10:06". */
  readonly from: string;
  readonly to: string;
  /** What the App took in reality, in all. */
  readonly milliseconds: number;
  readonly requests: RequestCount;
  /** The largest number of requests that one of its commands needed; undefined without a command. */
  readonly mostForOneCommand: number | undefined;
}

export interface Summary {
  readonly steps: readonly StepSummary[];
  readonly promises: { readonly made: number; readonly kept: number };
  /** Seconds, by the names that the report gives them ("to-stable"). */
  readonly durations: Readonly<Record<string, number>>;
  readonly requests: RequestCount;
  readonly mostForOneCommand: number;
  readonly report: { readonly pull: number; readonly path: string };
  readonly gate: GateSummary;
}

interface GateSummary {
  /** Open pull requests when the gate closed. */
  readonly open: number;
  readonly held: readonly CheckedPull[];
  readonly millisecondsUntilHeld: number;
  /** How many the merged report let go. */
  readonly released: number;
  readonly millisecondsUntilReleased: number;
}

interface ReportFile {
  readonly pull: number;
  readonly path: string;
  readonly text: string;
}

/** Promises and durations are what the report's front matter says: that is the record. */
export function summarize(played: readonly Played[], report: ReportFile): Summary {
  const front = frontMatterOf(report.text);
  const promises = recordOf(front["promises"]);
  const summaries = steps.flatMap((step) => summarizeStep(step, played));
  return {
    steps: summaries,
    promises: { made: numberOf(promises["made"]), kept: numberOf(promises["kept"]) },
    durations: Object.fromEntries(
      Object.entries(recordOf(front["durations"])).map(([name, value]) => [name, numberOf(value)]),
    ),
    requests: countRequests(played.flatMap(({ requests }) => requests)),
    mostForOneCommand: Math.max(0, ...summaries.map((one) => one.mostForOneCommand ?? 0)),
    report: { pull: report.pull, path: report.path },
    gate: summarizeGate(played),
  };
}

function summarizeGate(played: readonly Played[]): GateSummary {
  const holding = played.find(({ scene }) => scene.gate === "holds");
  const releasing = played.findIndex(({ scene }) => scene.gate === "releases");
  const before = played.slice(0, Math.max(releasing, 0)).findLast(({ scene }) => scene.gate);
  const after = played[releasing];
  const left = new Set(after === undefined ? [] : heldOf(after.look).map(({ number }) => number));
  return {
    open: holding?.look.open.length ?? 0,
    held: holding === undefined ? [] : heldOf(holding.look),
    millisecondsUntilHeld: holding?.milliseconds ?? 0,
    released:
      before === undefined ? 0 : heldOf(before.look).filter((one) => !left.has(one.number)).length,
    millisecondsUntilReleased: after?.milliseconds ?? 0,
  };
}

function summarizeStep(step: Step, played: readonly Played[]): readonly StepSummary[] {
  const own = played.filter(({ scene }) => scene.step === step);
  const [first] = own;
  const last = own.at(-1);
  if (first === undefined || last === undefined) return [];
  const commands = own.filter(({ scene }) => isCommand(scene));
  const perCommand = commands.map(({ requests }) => forIncident(requests));
  return [
    {
      step,
      from: first.scene.at,
      to: last.scene.at,
      milliseconds: own.reduce((sum, one) => sum + one.milliseconds, 0),
      requests: countRequests(own.flatMap(({ requests }) => requests)),
      mostForOneCommand: perCommand.length === 0 ? undefined : Math.max(...perCommand),
    },
  ];
}

/** Without tokens, and without what the gate asks for all open pull requests together. */
function forIncident(requests: readonly AppRequest[]): number {
  return requests.filter(({ kind, isForGate }) => kind !== "token" && !isForGate).length;
}

const front = /^<!-- dakor:report\n([\s\S]*?)\n-->(?:\n|$)/;

/** The YAML in the comment at the top; empty where there is none. */
function frontMatterOf(text: string): Readonly<Record<string, unknown>> {
  const [, yaml] = front.exec(text) ?? [];
  if (yaml === undefined) return {};
  try {
    const value: unknown = parse(yaml);
    return recordOf(value);
  } catch {
    return {};
  }
}
