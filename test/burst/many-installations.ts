import { createServer, request as send, Agent } from "node:http";
import type { IncomingMessage, ServerResponse } from "node:http";
import { buffer } from "node:stream/consumers";
import { ROUTED_EVENTS } from "../../src/app/webhook/routes.ts";
import { readManifest } from "../../src/cli/demo/start-app.ts";
import { listOf, parseJson, recordOf, textOf } from "@dakor/local-github/narrow";
import type { Exchange } from "@dakor/local-github";
import { startLocalGitHub } from "@dakor/local-github";
import type { LocalGitHub } from "@dakor/local-github";

/** One App on many installations, each a local GitHub with one repository; the App sees one address. */
export type ManyInstallations = {
  readonly host: string;
  readonly appId: number;
  readonly privateKey: string;
  readonly githubs: readonly LocalGitHub[];
  readonly close: () => Promise<void>;
};

export type ManyOptions = {
  readonly count: number;
  readonly secret: string;
  readonly observe: (installation: number, exchange: Exchange) => void;
};

const FIRST = 100;
const HOP = new Set(["connection", "keep-alive", "transfer-encoding"]);

export async function startManyInstallations(options: ManyOptions): Promise<ManyInstallations> {
  const { count, secret, observe } = options;
  const { permissions } = await readManifest();
  const githubs: LocalGitHub[] = [];
  const now = Date.now();
  let privateKey: string | undefined;
  for (let index = 0; index < count; index += 1) {
    const installationId = FIRST + index;
    const github = await startLocalGitHub({
      owner: `acme-${index}`,
      repo: "shop",
      users: [{ login: "lea", role: "admin" }],
      installationId,
      // All at one time, so that one incident reads as the other.
      now: () => now,
      app: {
        slug: "dakor",
        appId: 7,
        webhookSecret: secret,
        permissions,
        events: [...ROUTED_EVENTS],
        ...(privateKey === undefined ? {} : { privateKey }),
      },
      observe: (exchange) => observe(installationId, exchange),
      deliver: () => "drop",
    });
    privateKey ??= github.privateKey;
    githubs.push(github);
  }
  const [first] = githubs;
  if (first === undefined) throw new Error("at least one installation");
  const front = await startFront(githubs, first);
  return {
    host: front.host,
    appId: first.appId,
    privateKey: first.privateKey,
    githubs,
    close: async () => {
      await front.close();
      await Promise.all(githubs.map((github) => github.close()));
    },
  };
}

/** Sends each request to the installation that its token, or its path, belongs to. */
async function startFront(
  githubs: readonly LocalGitHub[],
  first: LocalGitHub,
): Promise<{ readonly host: string; readonly close: () => Promise<void> }> {
  const owners = new Map<string, LocalGitHub>();
  const agent = new Agent({ keepAlive: true });

  function githubFor({ url = "", headers }: IncomingMessage): LocalGitHub {
    const [, installation] = /\/app\/installations\/(\d+)/.exec(url) ?? [];
    if (installation !== undefined) {
      return githubs.find(({ installationId }) => installationId === Number(installation)) ?? first;
    }
    return owners.get(tokenOf(headers.authorization)) ?? first;
  }

  async function ask(
    { method = "GET", url = "", headers }: IncomingMessage,
    sent: Buffer,
    github: LocalGitHub,
  ): Promise<Answer> {
    const answer = await new Promise<IncomingMessage>((resolve, reject) => {
      const target = new URL(url, github.url);
      const headersThere = { ...headers, host: target.host };
      send(target, { method, headers: headersThere, agent }, resolve).on("error", reject).end(sent);
    });
    return { answer, body: await buffer(answer) };
  }

  async function pass(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = request.url?.split("?", 1).join() ?? "";
    const sent = await buffer(request);
    if (path.endsWith("/app/installations")) {
      const all = await Promise.all(githubs.map((github) => ask(request, sent, github)));
      const installations = all.flatMap(({ body }) => listOf(parseJson(body.toString())));
      response.writeHead(200, { "content-type": "application/json" });
      response.end(JSON.stringify(installations));
      return;
    }
    const github = githubFor(request);
    const { answer, body } = await ask(request, sent, github);
    if (path.endsWith("/access_tokens")) {
      owners.set(textOf(recordOf(parseJson(body.toString()))["token"]), github);
    }
    const headers = Object.entries(answer.headers).filter(([name]) => !HOP.has(name));
    response.writeHead(answer.statusCode ?? 502, Object.fromEntries(headers)).end(body);
  }

  const server = createServer((request, response) => {
    pass(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  return {
    host: `localhost:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
        agent.destroy();
      }),
  };
}

type Answer = { readonly answer: IncomingMessage; readonly body: Buffer };

function tokenOf(authorization: string | undefined): string {
  return (authorization ?? "").replace(/^(?:bearer|token)\s+/i, "").trim();
}
