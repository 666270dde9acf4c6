import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";

export type FrozenLine = {
  readonly port: number;
  /** Nothing comes through any more, and nobody is told: what a pulled cable or a silent firewall does. */
  readonly freeze: () => void;
  /** New connections come through; the old ones stay dead. */
  readonly thaw: () => void;
  readonly close: () => void;
};

/** A line to a port of the loopback that can go dead. */
export async function frozenLine(to: number): Promise<FrozenLine> {
  const sockets = new Set<Socket>();
  let isFrozen = false;
  const server = createServer((near) => {
    const far = connect(to, "127.0.0.1");
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.on("error", () => socket.destroy());
      socket.on("close", () => sockets.delete(socket));
    }
    if (isFrozen) return;
    near.pipe(far).pipe(near);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  return {
    port: address.port,
    freeze: () => {
      isFrozen = true;
      for (const socket of sockets) {
        socket.unpipe();
        socket.pause();
      }
    },
    thaw: () => {
      isFrozen = false;
    },
    close: () => {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}
