import { parseDuration } from "../../core/time/duration.ts";
import { suggest } from "../../core/command/suggest.ts";
import { readTimeWords } from "../../core/time/time-words.ts";

const UNITS = ["seconds", "minutes", "hours", "days"] as const;

/** The duration that a misspelt one was meant to be; undefined where it can be several. */
export function meantDuration(typed: string): string | undefined {
  const [, count, unit = ""] = /^[~\s]*(\d{1,3})\s*([a-z]*)[\s.,;!]*$/i.exec(typed) ?? [];
  if (count === undefined) return undefined;
  const near = suggest(unit, UNITS) ?? (/^m[a-z]*t[a-z]*s?$/i.test(unit) ? "minutes" : undefined);
  const meant = unit === "" ? `${count}m` : `${count}${near?.slice(0, 1) ?? "?"}`;
  return parseDuration(meant) === undefined ? undefined : meant;
}

/** The time that was meant, where only one can be: "0942", "9", "15/02/2026 09:42". */
export function meantMoment(typed: string): string | undefined {
  const said = withoutOptions(typed).replace(/^(?:at|since|around)\s+/i, "");
  if (said !== "" && said !== typed.trim() && readTimeWords(said) !== undefined) return said;
  const meant = joinedClock(said) ?? ordered(said);
  return meant !== undefined && readTimeWords(meant) !== undefined ? meant : undefined;
}

/** "10:30 next 1h", "10:30 because it is over": what another command takes is no part of the time. */
function withoutOptions(typed: string): string {
  return typed
    .replace(/(?:^|[\s,;.–—-]+)(?:and )?(?:(?:the )?next|eta|because|impact:|undo:)(?=\s).*$/is, "")
    .trim();
}

function joinedClock(said: string): string | undefined {
  const [, hour, minute = "00"] = /^(\d{1,2}?)(\d\d)?$/.exec(said) ?? [];
  return hour === undefined ? undefined : `${hour.padStart(2, "0")}:${minute}`;
}

/** A day above twelve tells which number is the month. */
function ordered(said: string): string | undefined {
  const [, one = "", two = "", year, rest = ""] =
    /^(\d{1,2})[./-](\d{1,2})[./-](\d{4}),?\s+(.*)$/.exec(said) ?? [];
  if (year === undefined || Number(one) > 12 === Number(two) > 12) return undefined;
  const [day, month] = Number(one) > 12 ? [one, two] : [two, one];
  return `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")} ${rest}`;
}
