const CODES = { SIGINT: 130, SIGTERM: 143 } as const;

type Stop = {
  readonly signal: AbortSignal;
  /** What to leave with, once somebody wants it to end. */
  readonly code: () => number | undefined;
  /** As Ctrl-C does. */
  readonly now: () => void;
  readonly [Symbol.dispose]: () => void;
};

/** What is under way is still removed; who asks a second time is not held up. */
export function listenForStop(): Stop {
  const stopping = new AbortController();
  let code: number | undefined;
  const stopWith = (exit: number): void => {
    code ??= exit;
    stopping.abort();
  };
  const interrupt = (): void => stopWith(CODES.SIGINT);
  const terminate = (): void => stopWith(CODES.SIGTERM);
  process.once("SIGINT", interrupt);
  process.once("SIGTERM", terminate);
  return {
    signal: stopping.signal,
    code: () => code,
    now: interrupt,
    [Symbol.dispose]: () => {
      process.off("SIGINT", interrupt);
      process.off("SIGTERM", terminate);
    },
  };
}
