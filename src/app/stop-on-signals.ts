import type { Queue, QueueLog } from "../queue/queue.ts";
import { within } from "./http/within.ts";

/** Milliseconds. Kubernetes kills after thirty seconds, most others sooner or never. */
const FOR_RUNS = 25_000;
const FOR_CLOSING = 2000;
const FOR_ALL = 29_000;
/** Of thousands that wait in a burst. */
const KEYS_NAMED = 100;

type Stoppable = {
  readonly queue: Queue;
  readonly log: QueueLog;
  /** At once: /readyz and webhooks are told. */
  readonly onStop: () => void;
  /** Servers and database, when nothing runs any more. */
  readonly close: () => Promise<unknown>;
};

/** First signal: take nothing more, finish what runs, exit 0. Second: exit at once. */
export function stopOnSignals({ queue, log, onStop, close }: Stoppable): void {
  let isStopping = false;

  async function stop(): Promise<void> {
    const unfinished = await queue.stop({ within: FOR_RUNS });
    // A database that hangs doesn't answer a good-bye either.
    await within(FOR_CLOSING, close()).catch((error: unknown) => {
      log.warn({ err: error }, "not everything could be closed");
    });
    log.info(
      { unfinished: unfinished.length, keys: unfinished.slice(0, KEYS_NAMED) },
      "stopped; the sweep at the next start finds what is unfinished",
    );
  }

  async function end(signal: string): Promise<void> {
    log.info({ signal }, "stopping");
    onStop();
    try {
      await within(FOR_ALL, stop());
      process.exit(0);
    } catch (error) {
      log.error({ err: error }, "did not stop in order; the next sweep finds what is unfinished");
      process.exit(1);
    }
  }

  for (const signal of ["SIGTERM", "SIGINT"] as const) {
    process.on(signal, () => {
      if (isStopping) {
        log.warn({ signal }, "stopped at once");
        process.exit(1);
      }
      isStopping = true;
      void end(signal);
    });
  }
}
