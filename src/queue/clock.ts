/** Time as a part that tests replace. */
export type Clocks = {
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Milliseconds that only go forward, whatever is done to the clock: for how long something lasts. */
  readonly elapsed: () => number;
};

export type Clock = Clocks & {
  /** Calls once after `ms`, or earlier when `ms` is longer than a timer can be; returns how to cancel. */
  readonly after: (ms: number, call: () => void) => () => void;
};

/** setTimeout fires at once when given more (24.8 days): it keeps 31 bits. */
const LONGEST_TIMER = 2 ** 31 - 1;

export const systemClock: Clock = {
  now: () => Date.now(),
  elapsed: () => Math.floor(performance.now()),
  after: (ms, call) => {
    const timer = setTimeout(call, Math.min(Math.max(ms, 0), LONGEST_TIMER));
    return () => clearTimeout(timer);
  },
};
