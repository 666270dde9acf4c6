import { connect, type Socket } from "node:net";
import { text } from "node:stream/consumers";

/** On standard input: what to send how often over how many connections, each waiting for its answer. */
export type Load = {
  readonly port: number;
  readonly count: number;
  readonly connections: number;
  /** Whole requests, as they go over the wire. */
  readonly requests: readonly string[];
};

/** On standard output. */
export type Loaded = {
  readonly seconds: number;
  /** Milliseconds of each, sorted. */
  readonly times: readonly number[];
  readonly failed: number;
};

/** Written by hand, since a client that parses what it gets would be slower than what it measures. */
async function load({ port, count, connections, requests }: Load): Promise<Loaded> {
  const wire = requests.map((request) => Buffer.from(request));
  const times: number[] = [];
  let sent = 0;
  let failed = 0;

  function drive(socket: Socket): Promise<void> {
    return new Promise((resolve, reject) => {
      let answer = "";
      let begun = 0;
      const next = (): void => {
        const request = wire[sent % wire.length];
        if (sent >= count || request === undefined) {
          socket.end();
          resolve();
          return;
        }
        sent += 1;
        answer = "";
        begun = performance.now();
        socket.write(request);
      };
      socket.on("data", (chunk: Buffer) => {
        answer += chunk.toString("latin1");
        if (!isWhole(answer)) return;
        times.push(performance.now() - begun);
        if (!answer.startsWith("HTTP/1.1 2")) failed += 1;
        next();
      });
      socket.once("connect", next);
      socket.once("error", reject);
    });
  }

  const begun = performance.now();
  await Promise.all(
    Array.from({ length: connections }, () =>
      drive(connect({ port, host: "127.0.0.1", noDelay: true })),
    ),
  );
  const seconds = (performance.now() - begun) / 1000;
  return { seconds, times: times.toSorted((one, other) => one - other), failed };
}

function isWhole(answer: string): boolean {
  const head = answer.indexOf("\r\n\r\n");
  if (head < 0) return false;
  const length = /^content-length: (\d+)/im.exec(answer)?.[1];
  if (length !== undefined) return answer.length >= head + 4 + Number(length);
  return answer.endsWith("0\r\n\r\n");
}

// The writer is our own bench; the shape is above.
const asked: Load = JSON.parse(await text(process.stdin));
process.stdout.write(JSON.stringify(await load(asked)));
