import { CONFIG_PATH, TEMPLATE_PATH } from "../../src/core/config/config.ts";
import { recordOf, textOf } from "@dakor/local-github/narrow";
import type { Delivery } from "@dakor/local-github";
import type { Exchange, FaultHook } from "@dakor/local-github";
import { startLocalGitHub } from "@dakor/local-github";
import type { LocalGitHub } from "@dakor/local-github";
import { readManifest } from "../../src/cli/demo/start-app.ts";
import { addFile, connectPeople } from "../faults/people.ts";
import type { People } from "../faults/people.ts";
import type { Story } from "../story.ts";
import { runAction } from "./run-action.ts";
import type { Ran } from "./run-action.ts";

export const WEBHOOK_SECRET = "c0ffee".repeat(8);

/** What docs/how-to/install-as-workflow.md gives the job. */
export const BOT_TOKEN = {
  actions: "write",
  checks: "write",
  contents: "write",
  issues: "write",
  metadata: "read",
  pull_requests: "write",
};

/** A repository with the bot's workflow in it. */
export type BotStage = {
  readonly github: LocalGitHub;
  readonly people: People;
  /** The webhooks that were sent since the last call. */
  readonly take: () => readonly Delivery[];
  readonly run: (event: string, payload?: unknown, more?: RunMore) => Promise<Ran>;
  /** The same for a webhook; undefined where GitHub would start no workflow. */
  readonly runFor: (delivery: Delivery, more?: RunMore) => Promise<Ran | undefined>;
  /** What workflows asked of GitHub since the last call. */
  readonly exchanges: () => readonly Exchange[];
};

export type RunMore = {
  readonly inputs?: Readonly<Record<string, string>>;
  readonly token?: string;
  /** Milliseconds by which this run's clock is ahead. */
  readonly ahead?: number;
};

export type StageOptions = {
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly fault?: FaultHook;
};

const HEARD: ReadonlySet<string> = new Set(["issues", "issue_comment", "pull_request", "push"]);

export async function startBotStage(
  story: Pick<Story, "roles" | "config" | "template">,
  options: StageOptions,
): Promise<BotStage> {
  let waiting: readonly Delivery[] = [];
  let asked: readonly Exchange[] = [];
  const { permissions } = await readManifest();
  const github = await startLocalGitHub({
    owner: "acme",
    repo: "shop",
    users: Object.entries(story.roles).map(([login, role]) => ({ login, role })),
    app: { slug: "dakor", appId: 7, webhookSecret: WEBHOOK_SECRET, permissions, events: ["*"] },
    now: options.now,
    fault: options.fault ?? (() => undefined),
    deliver: (delivery) => {
      waiting = [...waiting, delivery];
      return "send";
    },
    observe: (exchange) => {
      if (exchange.actorName === "github-actions[bot]") asked = [...asked, exchange];
    },
  });
  await addFile(github, CONFIG_PATH, story.config);
  await addFile(github, TEMPLATE_PATH, story.template);
  waiting = [];
  const token = github.actionsToken(BOT_TOKEN);
  const run: BotStage["run"] = (event, payload = {}, more = {}) =>
    runAction({
      url: github.url,
      token: more.token ?? token,
      event,
      payload,
      now: options.now() + (more.ahead ?? 0),
      inputs: { mode: "bot", ...more.inputs },
    });
  return {
    github,
    people: connectPeople(github),
    take: () => {
      const taken = waiting;
      waiting = [];
      return taken;
    },
    run,
    runFor: async ({ event, payload }, more) => {
      const isToken = textOf(recordOf(payload["sender"])["login"]) === "github-actions[bot]";
      if (isToken || !HEARD.has(event)) return undefined;
      return run(event === "pull_request" ? "pull_request_target" : event, payload, more);
    },
    exchanges: () => {
      const taken = asked;
      asked = [];
      return taken;
    },
  };
}
