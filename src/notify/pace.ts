import type { TargetType } from "../core/config/notify-target.ts";

type Rate = {
  /** Messages in any span of so many milliseconds, to one place. */
  readonly most: number;
  readonly per: number;
  readonly source: string;
};

/** How often each type of target may be told something, by what its makers publish. */
export const RATES: Readonly<Record<TargetType, Rate>> = {
  slack: {
    most: 1,
    per: 1_000,
    source: "Slack, Web API rate limits: one message a second in each channel",
  },
  "slack-webhook": {
    most: 1,
    per: 1_000,
    source: "Slack, Web API rate limits: one a second for each webhook",
  },
  teams: { most: 4, per: 1_000, source: "Microsoft Teams, webhooks: four requests a second" },
  discord: {
    most: 5,
    per: 2_000,
    source: "Discord's headers: five in two seconds for each webhook",
  },
  "google-chat": {
    most: 1,
    per: 1_000,
    source: "Google Chat, usage limits: one write a second in each space",
  },
  ntfy: { most: 1, per: 5_000, source: "ntfy.sh, limitations: one every five seconds" },
  webhook: { most: 10, per: 1_000, source: "none is published for a webhook of one's own: ours" },
  email: { most: 5, per: 1_000, source: "none is published for a mail server of one's own: ours" },
};

/** A message that would wait longer comes back later instead, so that no run is held up. */
export const PATIENCE = 10_000;

/** By place: the last turns that were given, and the last time that somebody was asked to come back. */
type PaceMemory = {
  readonly turns: Map<string, readonly number[]>;
  readonly asked: Map<string, number>;
};

type PaceClock = {
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly wait: (milliseconds: number) => Promise<void>;
  readonly memory?: PaceMemory;
};

const LONGEST_SPAN = Math.max(...Object.values(RATES).map(({ per }) => per));

/** Waits for a place's turn; or says when to come back, in milliseconds since 1970. Each process has its own. */
export type Pacer = (type: TargetType, place: string) => Promise<number | undefined>;

export function createPacer({
  now,
  wait,
  memory: { turns, asked } = { turns: new Map(), asked: new Map() },
}: PaceClock): Pacer {
  /** What is over holds nobody back any more; a process that runs for months meets many places. */
  function forget(): void {
    for (const [key, given] of turns) {
      if ((given.at(-1) ?? 0) + LONGEST_SPAN <= now()) turns.delete(key);
    }
    for (const [key, back] of asked) if (back <= now()) asked.delete(key);
  }

  return async (type, place) => {
    forget();
    const { most, per } = RATES[type];
    const key = `${type} ${place}`;
    const given = turns.get(key) ?? [];
    const oldest = given.length < most ? undefined : given.at(-most);
    const turn = Math.max(now(), oldest === undefined ? 0 : oldest + per);
    if (turn - now() > PATIENCE) {
      const back = Math.max(turn, asked.get(key) ?? 0) + Math.ceil(per / most);
      asked.set(key, back);
      return back;
    }
    turns.set(key, [...given, turn].slice(-most));
    if (turn > now()) await wait(turn - now());
    return undefined;
  };
}
