/** Seconds. */
export type Duration = number;

const DAY = 86_400;
const LONGEST = 30 * DAY;

/** Without flags, so that it can be said to editors too. */
export const DURATION =
  /^(?=\d)(?:(\d{1,2})[dD])?(?:(\d{1,3})[hH])?(?:(\d{1,5})[mM])?(?:(\d{1,7})[sS])?$/;

/** `90s`, `10m`, `1h30m`, `2d`: one second to 30 days. */
export function parseDuration(text: string): Duration | undefined {
  const parts = DURATION.exec(text);
  if (parts === null) return undefined;
  const [, days = 0, hours = 0, minutes = 0, seconds = 0] = parts;
  const duration = +days * DAY + +hours * 3600 + +minutes * 60 + +seconds;
  return duration >= 1 && duration <= LONGEST ? duration : undefined;
}

/** As a person would say it, rounded down: "90 seconds", "18 minutes", "1 h 30 min", "2 days". */
export function formatDuration(duration: Duration): string {
  const seconds = Math.max(0, Math.floor(duration));
  if (seconds < 100 && seconds !== 60) return counted(seconds, "second");
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return counted(minutes, "minute");
  const hours = Math.floor(minutes / 60);
  if (hours < 24) {
    return minutes % 60 === 0 ? counted(hours, "hour") : `${hours} h ${minutes % 60} min`;
  }
  const days = Math.floor(hours / 24);
  return hours % 24 === 0 || days >= 7 ? counted(days, "day") : `${days} d ${hours % 24} h`;
}

function counted(count: number, unit: string): string {
  return `${count} ${unit}${count === 1 ? "" : "s"}`;
}
