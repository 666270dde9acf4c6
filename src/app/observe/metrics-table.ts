import manifest from "../../../package.json" with { type: "json" };
import { TARGET_TYPES } from "../../core/config/notify-target.ts";
import type { Counts } from "../../queue/queue.ts";
import type { KeyTarget } from "../jobs/key.ts";
import { ROUTED_EVENTS } from "../webhook/routes.ts";

type Metric = {
  readonly kind: "counter" | "gauge" | "histogram";
  readonly help: string;
  /** Every value that a label may have; whatever else comes is counted as "other". */
  readonly labels: Readonly<Record<string, readonly string[]>>;
  /** Upper bounds of a histogram, in seconds. */
  readonly buckets?: readonly number[];
};

const KINDS = [
  "issue",
  "pull",
  "page",
  "notify",
  "check",
  "gate",
  "head",
  "group",
  "push",
  "installation",
  "app",
] as const satisfies readonly KeyTarget["kind"][];
const STATES = [
  "waiting",
  "running",
  "asleep",
  "failed",
  "dead",
] as const satisfies readonly (keyof Counts)[];
const BUCKETS = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];

/** All that is measured; the documentation's table is made from it. No title, name or repository is a label. */
export const METRICS = {
  dakor_deliveries_total: {
    kind: "counter",
    help: "Webhooks, by event and by the status that they were answered with.",
    labels: {
      event: [...ROUTED_EVENTS],
      status: ["202", "400", "401", "411", "413", "415", "500", "503"],
    },
  },
  dakor_runs_total: {
    kind: "counter",
    help: "Looks at something, by what it was and how it ended.",
    labels: { kind: KINDS, outcome: ["done", "postponed", "failed"] },
  },
  dakor_run_duration_seconds: {
    kind: "histogram",
    help: "How long the looks took.",
    labels: { kind: KINDS },
    buckets: BUCKETS,
  },
  dakor_github_request_duration_seconds: {
    kind: "histogram",
    help: "How long GitHub took to answer, by the status' class; none: no answer came.",
    labels: { status: ["2xx", "3xx", "4xx", "5xx", "none"] },
    buckets: BUCKETS,
  },
  dakor_notifications_total: {
    kind: "counter",
    help: "Tries to tell a target outside GitHub, by its type and what came of it.",
    labels: {
      type: Object.keys(TARGET_TYPES),
      outcome: ["sent", "retry", "gone", "refused"],
    },
  },
  dakor_dead_letters_total: {
    kind: "counter",
    help: "Keys that were given up after the last try.",
    labels: { kind: KINDS },
  },
  dakor_queue_keys: {
    kind: "gauge",
    help: "Keys in the queue; failed ones wait, too. On PostgreSQL every process tells the same number.",
    labels: { state: STATES },
  },
  dakor_ready: {
    kind: "gauge",
    help: "1 when /readyz is green.",
    labels: {},
  },
  dakor_sweep_age_seconds: {
    kind: "gauge",
    help: "Since this process finished a sweep, or started. Of several processes the smallest counts.",
    labels: {},
  },
  dakor_build_info: {
    kind: "gauge",
    help: "Always 1, with the version.",
    labels: { version: [manifest.version] },
  },
} as const satisfies Readonly<Record<string, Metric>>;

type Named<Kind extends Metric["kind"]> = {
  [Name in keyof typeof METRICS]: (typeof METRICS)[Name]["kind"] extends Kind ? Name : never;
}[keyof typeof METRICS];
export type CounterName = Named<"counter">;
export type GaugeName = Named<"gauge">;
export type HistogramName = Named<"histogram">;
export const OTHER = "other";
