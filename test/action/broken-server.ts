import { createServer } from "node:http";
import type { ServerResponse } from "node:http";

/** Ways of not answering that no well-built server can be made to show. */
const WAYS = {
  hang: () => undefined,
  garbage: (response: ServerResponse) => {
    response.writeHead(200, { "content-type": "text/html", "x-github-request-id": "AB12" });
    response.end("<html>Unicorn!</html>");
  },
  cut: (response: ServerResponse) => {
    response.writeHead(200, { "content-type": "application/json", "content-length": "1000" });
    response.write('{"data":{"repository":');
    setTimeout(() => response.destroy(), 20);
  },
  empty: (response: ServerResponse) => {
    response.writeHead(200, { "content-type": "application/json" });
    response.end('{"data":{"repository":null}}');
  },
} as const satisfies Readonly<Record<string, (response: ServerResponse) => void>>;

export type Way = keyof typeof WAYS;

export type BrokenServer = { readonly url: string; readonly close: () => Promise<void> };

export async function startBroken(way: Way): Promise<BrokenServer> {
  const server = createServer((request, response) => {
    request.resume();
    WAYS[way](response);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
