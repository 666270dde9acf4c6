import { decision } from "../core/gate.ts";
import { failure } from "../github/failure.ts";
import { examinePull } from "../github/judge-pull.ts";
import type { Examined } from "../github/judge-subject.ts";
import { leanClient } from "../github/lean-client.ts";
import { createRoleCache } from "../github/role-cache.ts";
import { renderGate } from "../text/gate.ts";
import type { GateOptions } from "./parse-arguments.ts";
import { plainLines } from "./plain-lines.ts";

type Environment = Readonly<Record<string, string | undefined>>;

const TIMEOUT = 15_000;
const MOST_LINES = 300;

/** Says what the gate decides, and gives the exit code: 0 where it may merge. */
export async function runGate(options: GateOptions, environment: Environment): Promise<number> {
  const token = environment["GITHUB_TOKEN"] ?? environment["GH_TOKEN"] ?? "";
  if (token === "") {
    process.stderr.write("Set GITHUB_TOKEN or GH_TOKEN: without one, nothing can be read.\n");
    return 2;
  }
  let examined: Examined;
  try {
    examined = await examine(options, { ...environment, token });
  } catch (thrown) {
    const { message } = failure("gate", thrown);
    const unread = { ...decision({}, "unavailable"), pull: options.pull };
    if (options.json) process.stdout.write(`${JSON.stringify(unread, undefined, 2)}\n`);
    process.stderr.write(`${message}\n`);
    return 1;
  }
  process.stdout.write(`${options.json ? jsonOf(examined) : wordsOf(examined, options)}\n`);
  const isOpen = examined.decision.verdict === "pass" || options.dryRun;
  return isOpen && examined.decision.verdict !== "unavailable" ? 0 : 1;
}

function examine(options: GateOptions, environment: Environment): Promise<Examined> {
  const apiUrl = environment["GITHUB_API_URL"] ?? "https://api.github.com";
  const { owner, repo, pull, app } = options;
  const github = leanClient({
    token: environment["token"] ?? "",
    apiUrl,
    graphqlUrl: environment["GITHUB_GRAPHQL_URL"] ?? `${apiUrl}/graphql`,
    timeout: TIMEOUT,
    userAgent: "dakor-cli",
  });
  return examinePull(
    github,
    { owner, repo, number: pull },
    {
      now: `${new Date().toISOString().slice(0, 19)}Z`,
      roles: createRoleCache({ clock: () => performance.now() }),
      self: app,
    },
  );
}

function jsonOf(examined: Examined): string {
  return JSON.stringify(examined.decision, undefined, 2);
}

function wordsOf({ decision: judged, config }: Examined, { owner, repo }: GateOptions): string {
  const { title, summary } = renderGate(judged, {
    repository: { owner, name: repo, url: `https://github.com/${owner}/${repo}` },
    permission: config.config.gate.permission,
    timezone: config.config.timezone,
  });
  return [
    `${judged.verdict} (${judged.reason}): ${title}`,
    "",
    ...plainLines(summary, MOST_LINES),
  ].join("\n");
}
