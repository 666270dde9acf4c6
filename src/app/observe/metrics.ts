import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from "prom-client";
import type { GaugeConfiguration } from "prom-client";
import { METRICS, OTHER } from "./metrics-table.ts";
import type { CounterName, GaugeName, HistogramName } from "./metrics-table.ts";
import { within } from "../http/within.ts";
import { createServer } from "node:http";
import type { Server } from "node:http";

type Labels = Readonly<Record<string, string>>;
type MetricReading = { readonly labels?: Labels; readonly value: number };

export type Metrics = {
  readonly count: (name: CounterName, labels: Labels) => void;
  readonly time: (name: HistogramName, ms: number, labels: Labels) => void;
  /** For Prometheus to read. */
  readonly text: () => Promise<string>;
  readonly contentType: string;
};

/** What is asked only when Prometheus asks. */
type Gauges = Readonly<Record<GaugeName, Read>>;
type Read = () => Promise<readonly MetricReading[]>;
type KnownLabels = Readonly<Record<string, readonly string[]>>;

/** Prometheus waits ten seconds for a whole answer. */
const PATIENCE = 2000;

export function createMetrics(gauges: Gauges): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  const counters = new Map<string, Counter>();
  const histograms = new Map<string, Histogram>();
  const reads = new Map<string, Read>(Object.entries(gauges));
  for (const [name, { kind, help, labels, ...rest }] of Object.entries(METRICS)) {
    const common = { name, help, labelNames: Object.keys(labels), registers };
    if (kind === "counter") counters.set(name, startAtZero(new Counter(common), labels));
    if (kind === "histogram") histograms.set(name, new Histogram({ ...common, ...rest }));
    if (kind === "gauge") addGauge(common, labels, reads.get(name));
  }
  return {
    count: (name, labels) => counters.get(name)?.inc(knownLabels(METRICS[name].labels, labels)),
    time: (name, ms, labels) =>
      histograms.get(name)?.observe(knownLabels(METRICS[name].labels, labels), ms / 1000),
    text: () => registry.metrics(),
    contentType: registry.contentType,
  };
}

/** A database that doesn't answer leaves out its own numbers, not all the others. */
function addGauge(
  common: GaugeConfiguration<string>,
  known: KnownLabels,
  read: Read = async () => [],
): void {
  const gauge: Gauge = new Gauge({
    ...common,
    collect: async () => {
      gauge.reset();
      const readings = await within(PATIENCE, read()).catch(() => []);
      for (const { labels = {}, value } of readings) gauge.set(knownLabels(known, labels), value);
    },
  });
}

/** The only way to a label: a value that is not in the table becomes "other". */
function knownLabels(known: KnownLabels, labels: Labels): Labels {
  return Object.fromEntries(
    Object.entries(known).map(([name, values]) => {
      const value = labels[name] ?? OTHER;
      return [name, values.includes(value) ? value : OTHER];
    }),
  );
}

/** A counter that appears with its first one has not grown, in Prometheus' eyes. */
function startAtZero(counter: Counter, labels: KnownLabels): Counter {
  const none: readonly Labels[] = [{}];
  const all = Object.entries(labels).reduce(
    (sets, [name, values]) =>
      sets.flatMap((set) => values.map((value) => ({ ...set, [name]: value }))),
    none,
  );
  for (const set of all) counter.inc(set, 0);
  return counter;
}

/** On its own port, so that who may send webhooks may not read this. */
export function createMetricsServer(
  { text, contentType }: Pick<Metrics, "text" | "contentType">,
  log: { readonly error: (fields: object, message: string) => void },
): Server {
  const server = createServer({ requestTimeout: 10_000, headersTimeout: 10_000 });
  server.maxConnections = 64;
  server.on("request", (request, response) => {
    const isAsked = request.url?.split("?", 1).join() === "/metrics";
    const isRead = request.method === "GET" || request.method === "HEAD";
    if (!isAsked || !isRead) {
      response.writeHead(isAsked ? 405 : 404).end();
      return;
    }
    text().then(
      (all) => response.writeHead(200, { "content-type": contentType }).end(all),
      (error: unknown) => {
        log.error({ err: error }, "no metrics");
        response.writeHead(500).end();
      },
    );
  });
  return server;
}
