import type { Server } from "node:http";
import type { AddressInfo } from "node:net";

type Listening = {
  readonly port: number;
  readonly host: string | undefined;
  /** What to set when it can't be had. */
  readonly remedy: string;
};

/** Ends the process with one line when the port can't be had: there is nothing to do without it. */
export async function listen(
  server: Server,
  { port, host, remedy }: Listening,
): Promise<AddressInfo | undefined> {
  server.once("error", (error) => {
    const reason = "code" in error ? String(error.code) : error.message;
    const where = host === undefined ? `port ${port}` : `port ${port} of ${host}`;
    process.stderr.write(`Can't listen on ${where} (${reason}). ${remedy}\n`);
    process.exit(1);
  });
  await new Promise<void>((resolve) => {
    server.listen({ port, host }, resolve);
  });
  const address = server.address();
  return typeof address === "object" ? (address ?? undefined) : undefined;
}

/** Milliseconds that an answer under way may still take. */
const LAST_ANSWERS = 1000;

export async function closeServer(server: Server): Promise<void> {
  if (!server.listening) return;
  const closed = new Promise((resolve) => server.close(resolve));
  server.closeIdleConnections();
  const timer = setTimeout(() => server.closeAllConnections(), LAST_ANSWERS);
  await closed;
  clearTimeout(timer);
}
