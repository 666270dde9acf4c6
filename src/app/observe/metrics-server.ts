import { createServer, type Server } from "node:http";
import type { Metrics } from "./metrics.ts";

/** On its own port, so that who may send webhooks may not read this. */
export function createMetricsServer(
  { text, contentType }: Pick<Metrics, "text" | "contentType">,
  log: { readonly error: (fields: object, message: string) => void },
): Server {
  const server = createServer({ requestTimeout: 10_000, headersTimeout: 10_000 });
  server.maxConnections = 64;
  server.on("request", (request, response) => {
    const isAsked = request.url?.split("?", 1).join() === "/metrics";
    const isRead = request.method === "GET" || request.method === "HEAD";
    if (!isAsked || !isRead) {
      response.writeHead(isAsked ? 405 : 404).end();
      return;
    }
    text().then(
      (all) => response.writeHead(200, { "content-type": contentType }).end(all),
      (error: unknown) => {
        log.error({ err: error }, "no metrics");
        response.writeHead(500).end();
      },
    );
  });
  return server;
}
