import { formatDuration, parseDuration } from "../../src/core/time/duration.ts";
import { parseMoment } from "../../src/core/time/parse-moment.ts";
import { code, table } from "./markdown-table.ts";

/** Said at 10:45 UTC on Sunday 15 February 2026, in a team whose zone is UTC. */
export const SAID_AT = "2026-02-15T10:45:00Z";

/** Moments as people write them; an empty one is asked about. */
export const MOMENTS: readonly (readonly [typed: string, moment: string])[] = [
  ["now", "2026-02-15T10:45:00Z"],
  ["just now", "2026-02-15T10:45:00Z"],
  ["09:42", "2026-02-15T09:42:00Z"],
  ["9:42", "2026-02-15T09:42:00Z"],
  ["9.42", "2026-02-15T09:42:00Z"],
  ["9h42", "2026-02-15T09:42:00Z"],
  ["09:42:10", "2026-02-15T09:42:10Z"],
  ["09:42.", "2026-02-15T09:42:00Z"],
  ["9:42am", "2026-02-15T09:42:00Z"],
  ["9:42 a.m.", "2026-02-15T09:42:00Z"],
  ["10:40 am please", "2026-02-15T10:40:00Z"],
  ["9 am", "2026-02-15T09:00:00Z"],
  ["half past eight", "2026-02-15T08:30:00Z"],
  ["at half past 9", "2026-02-15T09:30:00Z"],
  ["a quarter to ten", "2026-02-15T09:45:00Z"],
  ["quarter past nine am", "2026-02-15T09:15:00Z"],
  ["twenty to eleven", "2026-02-15T10:40:00Z"],
  ["ten past 10", "2026-02-15T10:10:00Z"],
  ["five minutes to nine", "2026-02-15T08:55:00Z"],
  ["ten o'clock", "2026-02-15T10:00:00Z"],
  ["yesterday half past eleven pm", "2026-02-14T23:30:00Z"],
  ["at 09:42", "2026-02-15T09:42:00Z"],
  ["@ 09:42", "2026-02-15T09:42:00Z"],
  ["around 09:42", "2026-02-15T09:42:00Z"],
  ["~09:42", "2026-02-15T09:42:00Z"],
  ["since 09:42", "2026-02-15T09:42:00Z"],
  ["um 09:42", "2026-02-15T09:42:00Z"],
  ["seit 9.42 Uhr", "2026-02-15T09:42:00Z"],
  ["à 9h42", "2026-02-15T09:42:00Z"],
  ["a las 9:42", "2026-02-15T09:42:00Z"],
  ["today 09:42", "2026-02-15T09:42:00Z"],
  ["09:42 today", "2026-02-15T09:42:00Z"],
  ["this morning at 9:42", "2026-02-15T09:42:00Z"],
  ["midnight", "2026-02-15T00:00:00Z"],
  ["noon yesterday", "2026-02-14T12:00:00Z"],
  ["yesterday 14:00", "2026-02-14T14:00:00Z"],
  ["yesterday at 2pm", "2026-02-14T14:00:00Z"],
  ["at yesterday 15:20", "2026-02-14T15:20:00Z"],
  ["Friday 14:00", "2026-02-13T14:00:00Z"],
  ["Feb 14th, 9:42 pm", "2026-02-14T21:42:00Z"],
  ["14 Feb 2026 21:42", "2026-02-14T21:42:00Z"],
  ["2026-02-14 21:42", "2026-02-14T21:42:00Z"],
  ["2026-02-15T09:42:00Z", "2026-02-15T09:42:00Z"],
  ["2026-02-15T09:42:00+01:00", "2026-02-15T08:42:00Z"],
  ["10:40 CET", "2026-02-15T09:40:00Z"],
  ["05:40 EST", "2026-02-15T10:40:00Z"],
  ["10:40+01:00", "2026-02-15T09:40:00Z"],
  ["10:40 UTC+2", "2026-02-15T08:40:00Z"],
  ["10:40 Europe/Madrid", "2026-02-15T09:40:00Z"],
  ["0942Z", "2026-02-15T09:42:00Z"],
  ["15m ago", "2026-02-15T10:30:00Z"],
  ["10 minutes ago", "2026-02-15T10:35:00Z"],
  ["half an hour ago", "2026-02-15T10:15:00Z"],
  ["1.5 hours ago", "2026-02-15T09:15:00Z"],
  ["3h", "2026-02-15T07:45:00Z"],
  ["9", ""],
  ["0942", ""],
  ["24:00", ""],
  ["15:20 am", ""],
  ["15:20 IST", ""],
  ["15.02.2026 09:42", ""],
  ["15/02/2026 09:42", ""],
  ["this morning", ""],
  ["a while ago", ""],
];

/** Durations as people write them, in seconds; 0 is asked about. */
export const DURATIONS: readonly (readonly [typed: string, seconds: number])[] = [
  ["90s", 90],
  ["10m", 600],
  ["10min", 600],
  ["10 mins.", 600],
  ["10 minutes", 600],
  ["~10m", 600],
  ["ten minutes", 600],
  ["15 m", 900],
  ["a quarter of an hour", 900],
  ["half an hour", 1800],
  ["half hour", 1800],
  ["½ h", 1800],
  ["an hour", 3600],
  ["1.5h", 5400],
  ["1,5 h", 5400],
  ["1h30m", 5400],
  ["1h 30m", 5400],
  ["1h30", 5400],
  ["1:30h", 5400],
  ["90 minutes", 5400],
  ["1 hour and 30 minutes", 5400],
  ["an hour and a half", 5400],
  ["one and a half hours", 5400],
  ["2 hours and a half", 9000],
  ["2d", 172_800],
  ["a week", 604_800],
  ["10", 0],
  ["5-10 minutes", 0],
  ["10x", 0],
  ["soon", 0],
  ["31d", 0],
];

export function momentTable(): string {
  const rows = MOMENTS.map(([typed]) => {
    const read = parseMoment(typed, { at: SAID_AT, timezone: "UTC" });
    const words = `${read.ok ? read.value.slice(0, 10) : ""} ${read.ok ? read.value.slice(11, 19) : ""}`;
    return [code(typed), read.ok ? words.replace(/:00$/, "") : "asked"];
  });
  return table(["typed", "read as (UTC)"], rows);
}

export function durationTable(): string {
  const rows = DURATIONS.map(([typed]) => {
    const seconds = parseDuration(typed);
    return [code(typed), seconds === undefined ? "asked" : formatDuration(seconds)];
  });
  return table(["typed", "read as"], rows);
}
