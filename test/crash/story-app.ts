import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { APP_MAIN } from "../e2e/app-process.ts";

/** A real App process that lives in the story's time. */
export type StoryApp = {
  /** Where it listens; undefined when it ended before that. */
  readonly url: Promise<string | undefined>;
  /** It is then; gives back when its next timer goes off. */
  readonly jump: (to: number) => Promise<number>;
  readonly kill: () => void;
  readonly ended: Promise<unknown>;
  /** What it logged as a warning or worse. */
  readonly complaints: () => readonly string[];
};

const TIME = new URL("story-time.ts", import.meta.url).href;
/** The log's level from which on somebody should look. */
const WARN = 40;

export function startStoryApp(environment: NodeJS.ProcessEnv, now: number): StoryApp {
  const child = spawn(process.execPath, ["--import", TIME, APP_MAIN], {
    env: { ...environment, STORY_TIME: String(now) },
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
  const ended = once(child, "close");
  const complaints: string[] = [];
  const listening = Promise.withResolvers<string | undefined>();
  readLines(child.stdout, (line) => {
    const port = /"port":(\d+).*"listening"/.exec(line)?.[1];
    if (port !== undefined) listening.resolve(`http://127.0.0.1:${port}`);
    if (Number(/"level":(\d+)/.exec(line)?.[1]) >= WARN) complaints.push(line);
  });
  readLines(child.stderr, (line) => complaints.push(line));
  void ended.then(() => listening.resolve(undefined));
  return {
    url: listening.promise,
    ended,
    kill: () => void child.kill("SIGKILL"),
    complaints: () => [...complaints],
    jump: async (to) => {
      if (!child.connected) return Infinity;
      const answer = Promise.race([once(child, "message"), ended.then(() => [])]);
      // It may be killed at this very moment: then there is no answer, and no need for one.
      child.send({ jump: to }, () => undefined);
      const [message]: readonly unknown[] = await answer;
      if (typeof message !== "object" || message === null || !("next" in message)) return Infinity;
      return typeof message.next === "number" ? message.next : Infinity;
    },
  };
}

function readLines(from: Readable | null, hear: (line: string) => void): void {
  if (from !== null) createInterface(from).on("line", hear);
}
