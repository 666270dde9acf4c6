import * as v from "valibot";
import { afterAll, expect, test } from "vitest";
import { createRepository } from "./repository.ts";
import { runCli } from "./run-cli.ts";

const repository = createRepository();
const { git, path, write } = repository;
afterAll(() => repository[Symbol.dispose]());

function report(incident: number, day: string, more = ""): string {
  return `---\nincident: ${incident}\ntitle: "Login fails"\ntimes:\n  started: "${day}T09:00:00Z"\n  restored: "${day}T10:00:00Z"\n  closed: "${day}T10:00:00Z"\n${more}---\n\n# It broke\n`;
}

function commit(message: string, at: string): void {
  git("add", ".");
  process.env["GIT_COMMITTER_DATE"] = at;
  git("commit", "--quiet", "--message", message);
  delete process.env["GIT_COMMITTER_DATE"];
}

write(".github/dakor.yml", "report: { directory: notes }\n");
write("notes/README.md", "# Reports\n");
write("notes/2025-12-30-7-old.md", report(7, "2025-12-30"));
commit("An old report", "2025-12-31T10:00:00Z");
const main = git("branch", "--show-current");
git("switch", "--quiet", "--create", "dakor/report-42");
write("notes/2026-03-02-42-login.md", report(42, "2026-03-02"));
commit("A report begins", "2026-03-02T11:00:00Z");
git("switch", "--quiet", main);
process.env["GIT_COMMITTER_DATE"] = "2026-03-03T10:00:00Z";
git("merge", "--quiet", "--no-ff", "--message", "A report is merged", "dakor/report-42");
delete process.env["GIT_COMMITTER_DATE"];
git("mv", "notes/2026-03-02-42-login.md", "notes/2026-03-02-42-über.md");
commit("A better name", "2026-04-01T10:00:00Z");
write("notes/2026-05-02-50-practice.md", report(50, "2026-05-02", "drill: true\n"));
write("notes/2026-05-03-51-draft.md", report(51, "2026-05-03"));

const Said = v.object({
  incidents: v.number(),
  left_out: v.array(v.unknown()),
  measures: v.array(
    v.object({
      name: v.string(),
      figures: v.array(v.object({ incident: v.number(), value: v.number() })),
    }),
  ),
});

async function metrics(...args: readonly string[]): Promise<string> {
  const environment = { PATH: process.env["PATH"] ?? "" };
  const { out, errors, code } = await runCli(["metrics", ...args], { cwd: path, environment });
  expect({ errors, code }).toEqual({ errors: "", code: 0 });
  return out;
}

test("A report counts from the merge that brought it, under whatever name; one that isn't committed has none", async () => {
  const said = v.parse(Said, JSON.parse(await metrics("--json")));
  expect(said.incidents).toBe(3);
  expect(said.left_out).toEqual([{ file: "notes/2026-05-02-50-practice.md", because: "drill" }]);
  const toReport = said.measures.find(({ name }) => name === "to-report");
  expect(toReport?.figures).toEqual([
    { incident: 7, value: 24 * 3600 },
    { incident: 42, value: 24 * 3600 },
  ]);
});

test("Since a day, only what began then", async () => {
  const lines = (await metrics("--since", "2026-01-01", "--csv")).trimEnd().split("\r\n");
  expect(lines.slice(1).map((line) => line.split(",")[0])).toEqual(["42", "51"]);
  expect(await metrics("--since", "2026-01-01")).toContain("2 incidents (left out: 1 drill)");
});
