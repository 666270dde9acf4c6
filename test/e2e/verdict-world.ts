import { fieldOf, numberIn, startWorld } from "../action/gate-world.ts";
import type { World } from "../action/gate-world.ts";

export const STAGES = ["none", "over", "unreported"] as const;
export const CONFIGS = {
  missing: undefined,
  valid: "timezone: UTC\n",
  invalid: "timezone: Nowhere\n",
} as const;

export type StageName = (typeof STAGES)[number];
export type ConfigName = keyof typeof CONFIGS;

export type VerdictWorld = {
  readonly world: World;
  /** A job's token has so many requests an hour. */
  readonly nextHour: () => void;
  /** Numbers of the pull requests by what they do. */
  readonly pulls: ReadonlyMap<string, number>;
  /** Goes on to the next state of the repository's incidents. */
  readonly enter: (stage: StageName) => Promise<void>;
  readonly configure: (config: ConfigName) => Promise<void>;
};

const SECTIONS = ["Summary", "Impact", "Timeline", "Cause"];

/** Later than all that happens here. */
const LATE = 'times: { restored: "2099-01-01T00:00Z", closed: "2099-01-01T00:00Z" }';

function report(incident: number | string, words = "Told."): string {
  const sections = SECTIONS.map((name) => `## ${name}\n\n${words}\n`);
  return `---\nincident: ${incident}\n${LATE}\n---\n\n${sections.join("\n")}`;
}

/** One file for each kind of incident, and pull requests that do with them what people do. */
export async function startVerdictWorld(): Promise<VerdictWorld> {
  const world = await startWorld();
  let offset = 0;
  const later = (by: number): void => world.shift((offset += by));
  const { lea, john, tess } = world;
  const main = (path: string, text: string): Promise<void> =>
    lea.writeFile({ path, text, message: `Write ${path}`, branch: "main" });
  const issues = new Map<string, number>();
  for (const name of [
    "declared",
    "closed",
    "bare",
    "candidate",
    "drill",
    "dismissed",
    "reported",
  ]) {
    const body = { title: `Broken: ${name}`, body: "" };
    issues.set(name, numberIn(await world.rest("lea", { method: "POST", path: "/issues", body })));
  }
  const issue = (name: string): number => issues.get(name) ?? 0;

  await main("src/declared/old.ts", "1");
  const change = { head: "change", files: { "src/declared/old.ts": "2", "src/other.ts": "2" } };
  const merged = await world.pull(change);
  await lea.merge(merged);
  const back = {
    title: `Revert "Change change"`,
    body: `Reverts #${merged}\n\nFor #${issue("declared")}`,
  };

  const pulls = new Map<string, number>();
  const pull = async (
    name: string,
    files: Readonly<Record<string, string>>,
    more = {},
  ): Promise<void> => {
    pulls.set(name, await world.pull({ head: name.replaceAll(" ", "-"), files, ...more }));
  };
  for (const name of issues.keys()) await pull(`touches ${name}`, { [`src/${name}/a.ts`]: name });
  await pull("touches nothing", { "lib/a.ts": "1" });
  await pull("touches two", { "src/declared/b.ts": "1", "src/closed/b.ts": "1", "lib/b.ts": "1" });
  await pull("report", { "docs/incidents/checkout.md": report(issue("declared")) });
  await pull("report for two", {
    "docs/incidents/2026/two.md": report(`[${issue("declared")}, ${issue("closed")}]`),
  });
  await pull("report that isn't finished", {
    "docs/incidents/begun.md": report(issue("declared"), "TODO: write"),
  });
  await pull("empty report without paths", {
    "docs/incidents/bare.md": report(issue("bare"), "TODO: write"),
  });
  await pull("report and code", {
    "docs/incidents/code.md": report(issue("declared")),
    "src/declared/c.ts": "1",
  });
  await pull("report on another", { "docs/incidents/another.md": report(999, "TODO: write") });
  await pull("configuration", { ".github/dakor/report.md": "# {{ name }}" }, { by: lea });
  await pull("configuration and code", { ".github/dakor/a.md": "1", "src/declared/d.ts": "1" });
  await pull("revert", { "src/declared/old.ts": "1" }, back);
  await pull("revert of more", { "src/declared/old.ts": "0", "src/declared/e.ts": "1" }, back);
  for (const name of [
    "fix",
    "fix by john",
    "kludge",
    "kludge by john",
    "override",
    "old override",
  ]) {
    await pull(name, { [`src/declared/${name}.ts`]: "1" });
  }
  await pull("fix of another", { "src/closed/fix.ts": "1" });

  const declare = async (name: string, by = lea): Promise<void> => {
    await by.label(issue(name), "incident");
    await lea.comment(issue(name), `/paths src/${name}/**`);
  };
  const close = async (name: string, state_reason: string): Promise<void> => {
    await lea.label(issue(name), "dakor:diagnose");
    const body = { state: "closed", state_reason };
    await world.rest("lea", { method: "PATCH", path: `/issues/${issue(name)}`, body });
  };
  const named = (name: string): Promise<string> => world.named(pulls.get(name) ?? 0);
  const stages: Readonly<Record<StageName, () => Promise<void>>> = {
    none: () => Promise.resolve(),
    over: async () => {
      await declare("candidate", tess);
      for (const name of ["drill", "dismissed", "reported"]) await declare(name);
      await lea.comment(issue("drill"), "/drill because we practise");
      await close("dismissed", "not_planned");
      await main("docs/incidents/some-name.md", report(issue("reported")));
      await close("reported", "completed");
    },
    unreported: async () => {
      for (const name of ["declared", "closed"]) await declare(name);
      await lea.label(issue("bare"), "incident");
      await close("closed", "completed");
      const on = issue("declared");
      await lea.comment(on, `/fix ${await named("fix")}`);
      await lea.comment(on, `/fix ${await named("fix of another")}`);
      await john.comment(on, `/fix ${await named("fix by john")}`);
      await lea.comment(on, `/kludge Cards hidden ${await named("kludge")}`);
      await john.comment(on, `/kludge Cards gone ${await named("kludge by john")}`);
      for (const name of ["override", "old override"]) {
        await lea.comment(
          on,
          `/override ${await named(name)} because it only changes the help page`,
        );
      }
      later(60_000);
      const path = "src/declared/later.ts";
      await john.writeFile({ path, text: "1", message: "Later", branch: "old-override" });
    },
  };
  return {
    world,
    nextHour: () => later(3_600_000),
    pulls,
    enter: (stage) => stages[stage](),
    configure: async (config) => {
      const text = CONFIGS[config];
      if (text !== undefined) return world.configure(text);
      const path = "/contents/.github/dakor.yml";
      const found = await world.rest("lea", { method: "GET", path }).catch(() => undefined);
      if (found === undefined) return;
      const body = { message: "Delete", branch: "main", sha: fieldOf(found, "sha") };
      await world.rest("lea", { method: "DELETE", path, body });
    },
  };
}
