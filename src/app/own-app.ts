import { pauseAfter, RETRIES } from "../core/model/retry.ts";
import type { Clock } from "../queue/clock.ts";

type OwnApp = {
  /** Whether this login is the App's own bot. */
  readonly isOwn: (login: string) => boolean;
  /** Why GitHub hasn't told yet who this App is; undefined when it has. */
  readonly problem: () => string | undefined;
  readonly stop: () => void;
};

type OwnAppOptions = {
  /** The App's slug. */
  readonly ask: () => Promise<string>;
  readonly clock: Clock;
  readonly log: {
    readonly info: (fields: object, message: string) => void;
    readonly error: (fields: object, message: string) => void;
  };
};

/** Fixed words: /readyz may be open to everybody. */
const PROBLEMS: ReadonlyMap<unknown, string> = new Map([
  [401, "GitHub does not accept the key: are APP_ID, PRIVATE_KEY and this machine's clock right?"],
  [404, "GitHub knows no such App: is APP_ID right?"],
]);

/** Asks until it knows; until then the App's own webhooks only cost a look. */
export function ownApp({ ask, clock, log }: OwnAppOptions): OwnApp {
  let own: string | undefined;
  let problem: string | undefined = "GitHub was not asked yet.";
  let cancel: (() => void) | undefined;

  async function learn(failures: number): Promise<void> {
    try {
      own = `${await ask()}[bot]`;
      problem = undefined;
      log.info({ self: own }, "GitHub knows this App");
    } catch (error) {
      problem = PROBLEMS.get(statusOf(error)) ?? "GitHub does not answer.";
      log.error({ err: error }, problem);
      const wait = pauseAfter(RETRIES.ownApp, failures + 1);
      cancel = clock.after(wait, () => void learn(failures + 1));
    }
  }

  void learn(0);
  return { isOwn: (login) => login === own, problem: () => problem, stop: () => cancel?.() };
}

function statusOf(error: unknown): unknown {
  return error instanceof Error && "status" in error ? error.status : undefined;
}
