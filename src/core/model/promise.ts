import type { Incident, Promised } from "./incident.ts";
import type { Source } from "./timeline.ts";
import { between } from "../time/time.ts";
import type { Duration, Instant } from "../time/time.ts";

/** The promise that waits for an update, if one does. */
export function openPromise(incident: Incident): Promised | undefined {
  const last = incident.promises.at(-1);
  return last?.answeredAt === undefined ? last : undefined;
}

export function isKept(promised: Promised): boolean {
  return promised.answeredAt !== undefined && promised.answeredAt <= promised.due;
}

/** Seconds by which the latest update came after its time: 0 where each was in time, undefined where none was promised. */
export function worstLate({ promises, moments, closed }: Incident): Duration | undefined {
  const over = moments.restored?.value ?? closed?.at;
  const late = promises.flatMap(({ due, answeredAt = over }) =>
    answeredAt === undefined ? [] : [Math.max(0, between(due, answeredAt))],
  );
  return late.length === 0 ? undefined : Math.max(...late);
}

/** An update answers the open promise, and may make the next one; whoever gives it is here. */
export function withUpdate(incident: Incident, said: Source, due: Instant | undefined): Incident {
  const answered = incident.promises.map((promised) =>
    promised.answeredAt === undefined ? { ...promised, answeredAt: said.at } : promised,
  );
  const { snooze: _, ...present } = incident;
  return {
    ...present,
    promises: due === undefined ? answered : [...answered, { ...said, due }],
  };
}
