import { counted } from "../core/model/counted.ts";
import { formatDuration } from "../core/time/duration.ts";
import { between, instantOf } from "../core/time/time.ts";
import { readIssueStates } from "../github/read/read-issue-states.ts";
import type { CommandEnvironment } from "./command-definition.ts";
import { findCodeKludges, isDue } from "./code-kludges.ts";
import type { FoundCodeKludge } from "./code-kludges.ts";
import { connect, presentInstant } from "./connect.ts";
import { exitCode } from "./exit-code.ts";
import { readReportFolder } from "./report-folder.ts";
import { runTool } from "./run-tool.ts";
import { createScreen } from "./terminal/screen.ts";

export type KludgesOptions = {
  readonly json: boolean;
  /** Only what the clone itself knows. */
  readonly isOffline: boolean;
  readonly repo: string | undefined;
};

/** Ages cost a `git blame` each: as many at once, and in all. */
const AT_ONCE = 8;
const MOST_AGES = 200;

/** Lists the lines of the code that stand in for the real thing; exit code 1 where one is due. */
export async function runKludges(
  { json, isOffline, repo }: KludgesOptions,
  environment: CommandEnvironment,
): Promise<number> {
  const folder = await readReportFolder();
  const found = await findCodeKludges(folder, async (unknown) => {
    if (isOffline || unknown.length === 0) return new Map();
    const { github, place } = await connect(repo, environment);
    return readIssueStates(github, place, unknown);
  });
  const since = await readAges(folder.top, found);
  if (json) {
    const marks = found.map((one, index) => ({ ...one, since: since[index] }));
    process.stdout.write(`${JSON.stringify({ schema_version: 1, marks }, undefined, 2)}\n`);
  } else {
    print(found, since);
  }
  return exitCode(found.some(isDue) ? "found" : "done");
}

function print(found: readonly FoundCodeKludge[], since: readonly (string | undefined)[]): void {
  const screen = createScreen(process.stdout);
  for (const [index, one] of found.entries()) {
    const began = since[index];
    const age =
      began === undefined ? "" : ` (${formatDuration(between(began, presentInstant()))} old)`;
    screen.line(
      `${one.file}:${one.line}:${one.column}: ${screen.paint(isDue(one) ? "yellow" : "dim", one.message)}${age}`,
    );
  }
  const due = found.filter(isDue).length;
  process.stderr.write(
    found.length === 0
      ? "No line of the code says KLUDGE(#42).\n"
      : `${counted(found.length, "line")} of the code, ${due === 0 ? "none of them due" : `${due} due`}\n`,
  );
}

/** When each line was written; undefined where it isn't committed yet. */
async function readAges(
  top: string,
  found: readonly FoundCodeKludge[],
): Promise<readonly (string | undefined)[]> {
  const ages: (string | undefined)[] = [];
  for (let start = 0; start < Math.min(found.length, MOST_AGES); start += AT_ONCE) {
    const some = found.slice(start, Math.min(start + AT_ONCE, MOST_AGES));
    ages.push(...(await Promise.all(some.map((place) => readAge(top, place)))));
  }
  return ages;
}

async function readAge(top: string, { file, line }: FoundCodeKludge): Promise<string | undefined> {
  const range = `-L${line},${line}`;
  const blame = await runTool("git", ["blame", "--porcelain", range, "--", file], { cwd: top });
  const [, seconds] = /^author-time (\d+)$/m.exec(blame ?? "") ?? [];
  const isCommitted = seconds !== undefined && !/^0{40}/.test(blame ?? "");
  return isCommitted ? instantOf(Number(seconds)) : undefined;
}
