/** A moment in UTC to the second, "2026-02-15T09:42:00Z". One fixed width, so `<` on the text is `<` in time. */
export type Instant = string;

export const DAY = 86_400;

const CLOCK = /^(\d{1,2}):(\d\d)(?::(\d\d))?$/;

/** Seconds since midnight. */
export function parseClock(text: string): number | undefined {
  const [, hour, minute, second = "0"] = CLOCK.exec(text) ?? [];
  if (hour === undefined || minute === undefined) return undefined;
  if (+hour > 23 || +minute > 59 || +second > 59) return undefined;
  return +hour * 3600 + +minute * 60 + +second;
}

/** "2026-02-15": the day there. */
export function localDate(instant: Instant, timezone: string): string {
  return timezone === "UTC"
    ? instant.slice(0, 10)
    : instantOf(wallAt(secondsOf(instant), timezone)).slice(0, 10);
}

export function localClock(instant: Instant, timezone: string): string {
  return clockOf(wallAt(secondsOf(instant), timezone));
}

/** "10:42" */
export function clockOf(local: number): string {
  return instantOf(local).slice(11, 16);
}

export function secondsOf(instant: Instant): number {
  return Date.parse(instant) / 1000;
}

export function instantOf(seconds: number): Instant {
  return `${new Date(Math.floor(seconds) * 1000).toISOString().slice(0, 19)}Z`;
}

/** A wall clock's time, in seconds as if it were UTC. */
export function localSeconds(date: string, clock: number): number {
  return secondsOf(`${date}T00:00:00Z`) + clock;
}

/** Making one of these costs a thousand times as much as using it. */
const WALL_CLOCKS = new Map<string, Intl.DateTimeFormat>();

export function wallClockOf(timezone: string): Intl.DateTimeFormat {
  const present = WALL_CLOCKS.get(timezone);
  if (present !== undefined) return present;
  const made = new Intl.DateTimeFormat("en-US", {
    timeZone: timezone,
    hourCycle: "h23",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
  });
  WALL_CLOCKS.set(timezone, made);
  return made;
}

/** What the clock on the wall shows there, in seconds as if it were UTC. */
export function wallAt(seconds: number, timezone: string): number {
  if (timezone === "UTC") return seconds;
  // "02/15/2026, 10:42:00"
  const shown = wallClockOf(timezone).format(seconds * 1000);
  const date = `${shown.slice(6, 10)}-${shown.slice(0, 2)}-${shown.slice(3, 5)}`;
  return secondsOf(`${date}T${shown.slice(12)}Z`);
}

/** The moments at which a wall clock shows this: two in a repeated hour, none in a skipped one. */
export function instantsAt(local: number, timezone: string): readonly Instant[] {
  const offsets = [local - DAY, local + DAY].map((seconds) => wallAt(seconds, timezone) - seconds);
  return [...new Set(offsets)]
    .map((offset) => local - offset)
    .filter((seconds) => wallAt(seconds, timezone) === local)
    .toSorted((one, other) => one - other)
    .map(instantOf);
}

/** A skipped time, as if the clock had been changed only after it. */
export function afterGap(local: number, timezone: string): Instant {
  const before = local - DAY;
  return instantOf(local - (wallAt(before, timezone) - before));
}
