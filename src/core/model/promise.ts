import type { Incident, Promised } from "./incident.ts";
import type { Source } from "./source.ts";
import type { Instant } from "../time/time.ts";

/** The promise that waits for an update, if one does. */
export function openPromise(incident: Incident): Promised | undefined {
  const last = incident.promises.at(-1);
  return last?.answeredAt === undefined ? last : undefined;
}

export function isKept(promised: Promised): boolean {
  return promised.answeredAt !== undefined && promised.answeredAt <= promised.due;
}

/** An update answers the open promise, and may make the next one. */
export function withUpdate(incident: Incident, said: Source, due: Instant | undefined): Incident {
  const answered = incident.promises.map((promised) =>
    promised.answeredAt === undefined ? { ...promised, answeredAt: said.at } : promised,
  );
  return {
    ...incident,
    promises: due === undefined ? answered : [...answered, { ...said, due }],
  };
}
