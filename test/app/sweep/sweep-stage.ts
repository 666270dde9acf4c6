import { createServer } from "node:http";
import { createAppAuth } from "@octokit/auth-app";
import { Octokit } from "@octokit/rest";
import { createSweep } from "../../../src/app/sweep/sweep.ts";
import type { Delivery } from "../../../src/app/webhook/routes.ts";
import type { GitHubRuns } from "../../../src/app/jobs/github-runs.ts";
import type { Delivery as Sent } from "@dakor/local-github";
import type { FaultHook } from "@dakor/local-github";
import { startLocalGitHub } from "@dakor/local-github";
import { readManifest } from "../../../src/cli/demo/start-app.ts";

/** A GitHub whose webhooks go astray, and the App's sweep. */
export type SweepStage = {
  readonly lea: Octokit;
  readonly bot: Octokit;
  readonly sweep: () => ReturnType<GitHubRuns["sweep"]>;
  readonly sweepApp: () => ReturnType<GitHubRuns["sweepApp"]>;
  /** Keys without the ids of installation and repository: "issue #1". */
  readonly found: () => Promise<readonly string[]>;
  /** What was taken in by `sweepApp`. */
  readonly received: readonly Delivery[];
  /** What the endpoint answers from now on; GitHub sends nothing while it is 0. */
  readonly answer: (status: number | "nobody") => void;
  readonly settled: () => Promise<void>;
  readonly deliveries: () => readonly Sent[];
  readonly redeliver: (id: number) => boolean;
  /** What the App asked as itself: "GET /app/hook/deliveries?…". */
  readonly asked: () => readonly string[];
  readonly advance: (ms: number) => void;
  /** Somebody puts the App's clock forward, or back where it is negative: GitHub's goes on. */
  readonly jump: (ms: number) => void;
  /** Opens an issue; its number. */
  readonly open: (labels: readonly string[]) => Promise<number>;
  readonly say: (login: "lea" | "dakor", issue: number, body: string) => Promise<number>;
  readonly openPull: (branch: string) => Promise<{ readonly number: number; readonly sha: string }>;
  readonly close: () => Promise<void>;
};

export const PLACE = { owner: "acme", repo: "shop" } as const;

export async function sweepStage(fault?: FaultHook): Promise<SweepStage> {
  let time = Date.parse("2026-02-17T10:00:00Z");
  let off = 0;
  let status: number | "nobody" = 0;
  let asked: readonly string[] = [];
  const received: Delivery[] = [];
  const endpoint = createServer((request, response) => {
    request.resume().on("end", () => {
      if (status === "nobody") request.socket.destroy();
      else response.writeHead(status).end();
    });
  });
  await new Promise<void>((resolve) => {
    endpoint.listen(0, "127.0.0.1", resolve);
  });
  const address = endpoint.address();
  const port = typeof address === "object" ? (address?.port ?? 0) : 0;
  const github = await startLocalGitHub({
    ...PLACE,
    users: [{ login: "lea", role: "maintain" }],
    app: {
      slug: "dakor",
      appId: 7,
      webhookSecret: "secret",
      webhookUrl: `http://127.0.0.1:${port}`,
      ...(await readManifest()),
    },
    now: () => time,
    deliver: () => (status === 0 ? "drop" : "send"),
    ...(fault === undefined ? {} : { fault }),
    observe: ({ method, path, query }) => {
      if (path.startsWith("/app/hook")) asked = [...asked, `${method} ${path}${query}`];
    },
  });
  const { appId, privateKey, installationId } = github;
  const client = (options: object): Octokit =>
    new Octokit({ ...options, baseUrl: `${github.url}/api/v3`, log: QUIET });
  const lea = client({ auth: github.tokenOf("lea") });
  const itself = client({ authStrategy: createAppAuth, auth: { appId, privateKey } });
  const bot = client({
    authStrategy: createAppAuth,
    auth: { appId, privateKey, installationId },
  });
  const sweep = createSweep({
    connect: async (installation) => (installation === undefined ? itself : bot),
    receive: async (delivery) => void received.push(delivery),
    now: () => time + off,
    app: async () => appId,
  });
  const { data: main } = await lea.rest.git.getRef({ ...PLACE, ref: "heads/main" });
  return {
    lea,
    bot,
    received,
    sweep: () => sweep.sweep(installationId),
    sweepApp: sweep.sweepApp,
    found: async () => {
      const { targets } = await sweep.sweep(installationId);
      return targets.map((target) =>
        "number" in target ? `${target.kind} #${target.number}` : target.kind,
      );
    },
    answer: (now) => {
      status = now;
    },
    settled: github.settled,
    deliveries: github.deliveries,
    redeliver: github.redeliver,
    asked: () => {
      const all = asked;
      asked = [];
      return all;
    },
    advance: (ms) => {
      time += ms;
    },
    jump: (ms) => {
      off += ms;
    },
    open: async (labels) => {
      const issue = { ...PLACE, title: "Cards are refused", labels: [...labels] };
      return (await lea.rest.issues.create(issue)).data.number;
    },
    say: async (login, issue_number, body) => {
      const as = login === "lea" ? lea : bot;
      return (await as.rest.issues.createComment({ ...PLACE, issue_number, body })).data.id;
    },
    openPull: async (branch) => {
      await lea.rest.git.createRef({
        ...PLACE,
        ref: `refs/heads/${branch}`,
        sha: main.object.sha,
      });
      const { data } = await lea.rest.repos.createOrUpdateFileContents({
        ...PLACE,
        path: `${branch}.txt`,
        message: branch,
        content: "",
        branch,
      });
      const pull = await lea.rest.pulls.create({
        ...PLACE,
        title: branch,
        head: branch,
        base: "main",
      });
      return { number: pull.data.number, sha: data.commit.sha ?? "" };
    },
    close: async () => {
      endpoint.close();
      await github.close();
    },
  };
}

const quiet = (): void => undefined;
const QUIET = { debug: quiet, info: quiet, warn: quiet, error: quiet };
