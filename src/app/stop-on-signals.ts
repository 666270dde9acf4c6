import type { Server } from "node:http";
import type { Queue, QueueLog } from "../queue/queue.ts";

/** Kubernetes kills after thirty seconds. */
const WITHIN = 25_000;

export type Stoppable = {
  readonly server: Server;
  readonly queue: Queue;
  readonly log: QueueLog;
  readonly endSweeps: () => void;
};

/** First signal: take nothing more, finish what runs, exit 0. Second: exit at once. */
export function stopOnSignals({ server, queue, log, endSweeps }: Stoppable): void {
  let isStopping = false;

  async function stop(signal: string): Promise<void> {
    log.info({ signal }, "stopping");
    endSweeps();
    server.close();
    server.closeIdleConnections();
    const unfinished = await queue.stop({ within: WITHIN });
    server.closeAllConnections();
    log.info({ unfinished }, "stopped; the sweep at the next start finds what is unfinished");
    process.exit(0);
  }

  for (const signal of ["SIGTERM", "SIGINT"] as const) {
    process.on(signal, () => {
      if (isStopping) {
        log.warn({ signal }, "stopped at once");
        process.exit(1);
      }
      isStopping = true;
      void stop(signal);
    });
  }
}
