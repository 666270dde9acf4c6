import { describe, expect, test } from "vitest";
import { createMetrics, type Metrics } from "../../../src/app/observe/metrics.ts";
import { METRICS, OTHER } from "../../../src/app/observe/metrics-table.ts";

const QUIET: Parameters<typeof createMetrics>[0] = {
  dakor_queue_keys: async () => [{ labels: { state: "waiting" }, value: 3 }],
  dakor_ready: async () => [{ value: 1 }],
  dakor_sweep_age_seconds: async () => [{ value: 12 }],
  dakor_build_info: async () => [{ labels: { version: "9.9.9" }, value: 1 }],
};

/** Lines of ours that count something. */
async function lines({ text }: Metrics): Promise<readonly string[]> {
  const all = (await text()).split("\n");
  return all.filter((line) => line.startsWith("dakor_") && !line.endsWith(" 0"));
}

describe("the table of metrics", () => {
  test.each(Object.entries(METRICS))("%s is named as Prometheus wants it", (name, metric) => {
    expect(name).toMatch(/^dakor_[a-z_]+$/);
    expect(name.endsWith("_total")).toBe(metric.kind === "counter");
    expect(metric.kind !== "histogram" || name.endsWith("_seconds")).toBe(true);
    expect(metric.help).toMatch(/^[A-Z1].*\.$/);
  });
});

describe("metrics", () => {
  test("tell no title, repository or login, wherever one is put (T12)", async () => {
    const metrics = createMetrics({
      ...QUIET,
      dakor_queue_keys: async () => [{ labels: { state: "acme/shop", login: "lea" }, value: 1 }],
    });
    const words = { event: "acme/shop", status: "Saved cards", kind: "lea", outcome: "acme" };
    metrics.count("dakor_deliveries_total", words);
    metrics.count("dakor_runs_total", words);
    metrics.count("dakor_dead_letters_total", words);
    metrics.time("dakor_run_duration_seconds", 1, words);
    metrics.time("dakor_github_request_duration_seconds", 1, words);
    const text = await metrics.text();
    expect(text).toContain('dakor_queue_keys{state="other"} 1');
    expect(text).not.toMatch(/acme|shop|lea|Saved/);
    const labels = [...text.matchAll(/^dakor_\w+\{(.*)\}/gm)].flatMap(([, set = ""]) =>
      [...set.matchAll(/(\w+)="(.*?)"/g)].map(([, name, value]) => `${name}=${value}`),
    );
    const known = Object.values(METRICS).flatMap((metric) =>
      Object.entries<readonly string[]>(metric.labels).flatMap(([name, values]) =>
        [...values, OTHER].map((value) => `${name}=${value}`),
      ),
    );
    expect(
      labels.filter((label) => !known.includes(label) && !/^le=[\d.+Inf]+$/.test(label)),
    ).toEqual([]);
  });

  test("a count is there from the start, so that the first one is seen as growth", async () => {
    const text = await createMetrics(QUIET).text();
    expect(text).toContain('dakor_dead_letters_total{kind="issue"} 0');
    expect(text).toContain('dakor_deliveries_total{event="issues",status="202"} 0');
  });

  test("what can't be read now leaves out its own numbers only", async () => {
    const metrics = createMetrics({
      ...QUIET,
      dakor_queue_keys: () => Promise.reject(new Error("no database")),
      dakor_ready: () => new Promise(() => undefined),
    });
    expect(await lines(metrics)).toEqual([
      "dakor_sweep_age_seconds 12",
      'dakor_build_info{version="other"} 1',
    ]);
  });

  test("tell of the process, too", async () => {
    expect(await createMetrics(QUIET).text()).toMatch(/^process_resident_memory_bytes \d/m);
  });
});
