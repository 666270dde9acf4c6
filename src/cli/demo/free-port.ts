import { createServer } from "node:net";

/** The port itself if nobody listens there; for 0, one that is free. */
export function freePort(wanted: number): Promise<number> {
  const server = createServer();
  return new Promise((resolve, reject) => {
    server.once("error", () => reject(new Error(`Port ${wanted} is taken; --port takes another.`)));
    server.listen(wanted, "127.0.0.1", () => {
      const address = server.address();
      const port = typeof address === "object" && address !== null ? address.port : wanted;
      server.close(() => resolve(port));
    });
  });
}
