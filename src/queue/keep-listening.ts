import { Client, type ClientConfig } from "pg";
import { RETRIES } from "../core/model/retry.ts";
import type { QueueLog } from "./queue.ts";

/** Gives back how to stop. */
export type Listen = (channel: string, heard: () => void) => Promise<() => Promise<void>>;

type ListenOptions = {
  readonly config: ClientConfig;
  readonly channel: string;
  readonly heard: () => void;
  readonly log: QueueLog;
};

/** A dead line says nothing: only a question that isn't answered shows it. */
const ASK_EVERY = 5000;

/** One connection of its own, opened again whenever it breaks. */
export async function keepListening(options: ListenOptions): Promise<() => Promise<void>> {
  const { config, channel, heard, log } = options;
  let client: Client | undefined;
  let timer: NodeJS.Timeout | undefined;
  let isEnded = false;

  async function connect(): Promise<void> {
    const opened = new Client(config);
    client = opened;
    opened.on("error", (error) => lose(opened, error));
    opened.on("end", () => lose(opened, new Error("the connection was closed")));
    opened.on("notification", heard);
    try {
      await opened.connect();
      await opened.query(`LISTEN "${channel}"`);
      ask(opened);
      heard();
    } catch (error) {
      lose(opened, error);
    }
  }

  function ask(opened: Client): void {
    timer = setTimeout(() => {
      opened.query("SELECT 1").then(
        () => {
          if (opened === client && !isEnded) ask(opened);
        },
        (error: unknown) => lose(opened, error),
      );
    }, ASK_EVERY);
  }

  function lose(lost: Client, error: unknown): void {
    if (lost !== client || isEnded) return;
    client = undefined;
    clearTimeout(timer);
    log.warn({ err: error }, "lost the connection that listens to PostgreSQL");
    lost.end().catch(() => undefined);
    timer = setTimeout(() => void connect(), RETRIES.listen.pause);
  }

  await connect();
  return async () => {
    isEnded = true;
    clearTimeout(timer);
    // Not waited for: the end of a dead line is never answered.
    client?.end().catch(() => undefined);
  };
}
