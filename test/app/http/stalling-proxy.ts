import { createServer, connect, type Socket } from "node:net";

/** A line to another port of this machine that can go dead without anybody being told. */
export type StallingProxy = AsyncDisposable & {
  readonly port: number;
  readonly stall: () => void;
  /** As an operator would: everything is connected anew. */
  readonly mend: () => void;
};

export async function startStallingProxy(to: number): Promise<StallingProxy> {
  const sockets = new Set<Socket>();
  let isStalled = false;
  const server = createServer((near) => {
    sockets.add(near);
    near.on("error", () => undefined).on("close", () => sockets.delete(near));
    if (isStalled) return;
    const far = connect(to, "127.0.0.1");
    sockets.add(far);
    far.on("error", () => undefined).on("close", () => sockets.delete(far));
    near.on("close", () => far.destroy());
    far.on("close", () => near.destroy());
    near.on("data", (bytes) => void (isStalled || far.write(bytes)));
    far.on("data", (bytes) => void (isStalled || near.write(bytes)));
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  const address = server.address();
  const cut = (): void => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    port: typeof address === "object" ? (address?.port ?? 0) : 0,
    stall: () => {
      isStalled = true;
    },
    mend: () => {
      isStalled = false;
      cut();
    },
    [Symbol.asyncDispose]: async () => {
      server.close();
      cut();
    },
  };
}
