import { decision } from "../core/gate/gate.ts";
import { failure } from "../github/client/failure.ts";
import { examinePull } from "../github/gate/judge-pull.ts";
import type { Examined } from "../github/gate/judge.ts";
import { createRoleCache } from "../github/read/read-role.ts";
import { renderGate } from "../text/gate/gate.ts";
import { USUAL_APP } from "./command-definition.ts";
import type { CommandEnvironment } from "./command-definition.ts";
import { connect, presentInstant } from "./connect.ts";
import type { Connected } from "./connect.ts";
import { explainNumber } from "./explain-number.ts";
import { exitCode } from "./exit-code.ts";
import { withProgress } from "./terminal/progress.ts";
import { createScreen } from "./terminal/screen.ts";
import { terminalLines } from "./terminal/plain-lines.ts";

export type GateCommandOptions = {
  readonly repo: string | undefined;
  readonly pull: number;
  /** Slug of the App that keeps the repository's incidents. */
  readonly app: string | undefined;
  /** Nothing fails because of a decision. */
  readonly dryRun: boolean;
  /** The decision as JSON, and nothing else. */
  readonly json: boolean;
};

const MOST_LINES = 300;

/** Says what the gate decides, and gives the exit code: 0 where it may merge. */
export async function runGate(
  options: GateCommandOptions,
  environment: CommandEnvironment,
): Promise<number> {
  const connected = await connect(options.repo, environment);
  let examined: Examined;
  try {
    examined = await examine(options, connected);
  } catch (thrown) {
    const missed = failure("gate", thrown);
    if (missed.status === 404) {
      const other = await explainNumber(connected, {
        number: options.pull,
        wanted: "pull request",
      });
      if (other !== undefined) throw other;
    }
    const unread = { ...decision({}, "unavailable"), pull: options.pull };
    if (options.json) process.stdout.write(`${JSON.stringify(unread, undefined, 2)}\n`);
    throw missed;
  }
  const { verdict } = examined.decision;
  process.stdout.write(`${options.json ? jsonOf(examined) : wordsOf(examined, connected)}\n`);
  if (verdict === "unavailable") return exitCode("unread");
  return exitCode(verdict === "pass" || options.dryRun ? "done" : "found");
}

function examine(
  { pull, app = USUAL_APP }: GateCommandOptions,
  { github, place: { owner, repo } }: Connected,
): Promise<Examined> {
  const reading = examinePull(
    github,
    { owner, repo, number: pull },
    {
      now: presentInstant(),
      roles: createRoleCache({ clock: () => performance.now() }),
      ownBots: [app],
    },
  );
  return withProgress(reading, { says: `Reading ${owner}/${repo}#${pull}`, out: process.stderr });
}

function jsonOf(examined: Examined): string {
  return JSON.stringify(examined.decision, undefined, 2);
}

function wordsOf({ decision: judged, config }: Examined, { place }: Connected): string {
  const { owner, repo, host } = place;
  const { title, summary } = renderGate(judged, {
    repository: { owner, name: repo, url: `https://${host}/${owner}/${repo}` },
    permission: config.config.gate.permission,
    timezone: config.config.timezone,
  });
  return [
    `${judged.verdict} (${judged.reason}): ${title}`,
    "",
    ...terminalLines(summary, createScreen(process.stdout)).slice(0, MOST_LINES),
  ].join("\n");
}
