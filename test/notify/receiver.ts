import { createServer } from "node:https";
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from "node:http";
import type { Server } from "node:net";
import type { Duplex } from "node:stream";
import { getCACertificates, setDefaultCACertificates } from "node:tls";
import { selfSigned } from "../../src/demo/self-signed.ts";

/** Names that the receivers' certificate is for; tests let them lead to the loopback. */
export const HOSTS = ["localhost", "hook.example", "other.example"] as const;

export const identity = selfSigned(HOSTS);
setDefaultCACertificates([...getCACertificates("default"), identity.cert]);

export type Received = {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
};

type Answering = (response: ServerResponse, received: Received) => void;

export type Receiver = {
  readonly port: number;
  readonly received: readonly Received[];
  /** What the next ones are answered with; usually 200 and {}. */
  readonly answers: (answer: Answering) => void;
  readonly close: () => Promise<void>;
};

/** Somebody's server on the loopback, behind TLS. */
export async function startReceiver(): Promise<Receiver> {
  const received: Received[] = [];
  const sockets = new Set<Duplex>();
  let answer: Answering = json(200, {});
  const server = createServer(identity, (request, response) => {
    void readBody(request).then((body) => {
      const { method = "", url: path = "", headers } = request;
      received.push({ method, path, headers, body });
      answer(response, { method, path, headers, body });
    });
  });
  server.on("connection", (socket) => {
    sockets.add(socket);
    socket.on("error", () => undefined);
  });
  await new Promise<void>((done) => void server.listen(0, "127.0.0.1", done));
  return {
    port: portOf(server),
    received,
    answers: (next) => void (answer = next),
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((done) => void server.close(done));
    },
  };
}

/** What arrives while something is done. */
export async function arrivingAt(
  { received }: Receiver,
  work: () => Promise<unknown>,
): Promise<readonly Received[]> {
  const before = received.length;
  await work();
  return received.slice(before);
}

/** Where it listens. */
export function portOf(server: Pick<Server, "address">): number {
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("It doesn't listen.");
  return address.port;
}

export function json(
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): Answering {
  return (response) => {
    response.writeHead(status, { "content-type": "application/json", ...headers });
    response.end(JSON.stringify(body));
  };
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString("utf8");
}
