import { Agent, request as send } from "node:http";
import { text } from "node:stream/consumers";

/**
 * A process of its own, so that nobody else's work is counted as waiting. On its standard input: where to send what,
 * and within which time; on its standard output: what was answered, and after how many milliseconds.
 */
export type Burst = {
  readonly url: string;
  /** Milliseconds from the first to the last. */
  readonly within: number;
  readonly deliveries: readonly {
    readonly headers: Readonly<Record<string, string>>;
    readonly body: string;
  }[];
};

export type Answered = { readonly status: number; readonly ms: number };

const agent = new Agent({ keepAlive: true, maxSockets: 50 });

function post(url: string, { headers, body }: Burst["deliveries"][number]): Promise<Answered> {
  const begun = performance.now();
  return new Promise((resolve) => {
    const end = (status: number): void => resolve({ status, ms: performance.now() - begun });
    const length = { "content-length": String(Buffer.byteLength(body)) };
    send(url, { method: "POST", agent, headers: { ...headers, ...length } }, (response) => {
      response.resume().once("end", () => end(response.statusCode ?? 0));
    })
      .once("error", () => end(0))
      .end(body);
  });
}

async function sendBurst({ url, within, deliveries }: Burst): Promise<readonly Answered[]> {
  const begun = performance.now();
  const answers: Promise<Answered>[] = [];
  while (answers.length < deliveries.length) {
    const share = Math.min((performance.now() - begun) / within, 1);
    const due = deliveries.slice(answers.length, Math.ceil(share * deliveries.length));
    answers.push(...due.map((delivery) => post(url, delivery)));
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  return Promise.all(answers);
}

// The writer is our own test; the shape is above.
const burst: Burst = JSON.parse(await text(process.stdin));
process.stdout.write(JSON.stringify(await sendBurst(burst)));
agent.destroy();
