import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const ACTION = fileURLToPath(new URL("../../dist/action.js", import.meta.url));

const STORY_TIME = new URL("story-time.mjs", import.meta.url).href;

export type Job = {
  /** Origin of the GitHub that it asks. */
  readonly url: string;
  readonly token: string;
  readonly event: string;
  readonly payload: unknown;
  /** The event's file, where it isn't the payload as JSON. */
  readonly file?: string;
  readonly inputs?: Readonly<Record<string, string>>;
  /** Milliseconds since 1970 that its clock shows at the start; left out, the real time. */
  readonly now?: number;
};

export type Ran = {
  readonly code: number | null;
  readonly outputs: Readonly<Record<string, string>>;
  readonly summary: string;
  /** All that the runner would read commands from. */
  readonly log: string;
};

/** The bundle as the runner starts it: by Node, with nothing but its environment and its files. */
export async function runAction(job: Job): Promise<Ran> {
  const folder = await mkdtemp(join(tmpdir(), "dakor-action-"));
  const [event, output, summary] = ["event.json", "output", "summary"].map((name) =>
    join(folder, name),
  );
  try {
    await writeFile(event ?? "", job.file ?? JSON.stringify(job.payload));
    await writeFile(output ?? "", "");
    await writeFile(summary ?? "", "");
    const given = { token: job.token, ...job.inputs };
    const inputs = Object.entries(given).map(([name, value]) => [
      `INPUT_${name.toUpperCase()}`,
      value,
    ]);
    const clock = job.now === undefined ? [] : ["--import", STORY_TIME];
    const child = spawn(process.execPath, [...clock, ACTION], {
      cwd: folder,
      env: {
        GITHUB_ACTIONS: "true",
        GITHUB_API_URL: `${job.url}/api/v3`,
        GITHUB_GRAPHQL_URL: `${job.url}/api/graphql`,
        GITHUB_SERVER_URL: job.url,
        GITHUB_REPOSITORY: "acme/shop",
        GITHUB_EVENT_NAME: job.event,
        GITHUB_EVENT_PATH: event,
        GITHUB_OUTPUT: output,
        GITHUB_STEP_SUMMARY: summary,
        STORY_TIME: String(job.now ?? ""),
        ...Object.fromEntries(inputs),
      },
    });
    let log = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.on("data", (part: Buffer) => (log += part.toString()));
    }
    await once(child, "close");
    return {
      code: child.exitCode,
      outputs: parseOutputs(await readFile(output ?? "", "utf8")),
      summary: await readFile(summary ?? "", "utf8"),
      log,
    };
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** As the runner reads the file: a name, a delimiter, and everything up to a line that is the delimiter. */
function parseOutputs(file: string): Readonly<Record<string, string>> {
  const outputs: Record<string, string> = {};
  const lines = file.split("\n");
  while (lines.length > 0) {
    const line = lines.shift() ?? "";
    if (line === "") continue;
    const [, name, delimiter] = /^([^=]+?)<<(.+)$/.exec(line) ?? [];
    if (name === undefined || delimiter === undefined) {
      const [key = "", ...value] = line.split("=");
      outputs[key] = value.join("=");
      continue;
    }
    const end = lines.indexOf(delimiter);
    outputs[name] = lines.splice(0, end).join("\n");
    lines.shift();
  }
  return outputs;
}

/**
 * The commands that the runner would take from a log: the new kind after any white space at a line's start, the old
 * kind anywhere.
 */
export function commandsIn(log: string): readonly string[] {
  return log.split(/\r?\n/).flatMap((line) => {
    const modern = /^\s*::([\w-]+)/.exec(line)?.[1];
    if (modern !== undefined) return [modern];
    const old = /##\[([\w-]+)/.exec(line)?.[1];
    return old === undefined ? [] : [old];
  });
}
