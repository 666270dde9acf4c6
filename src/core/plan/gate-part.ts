import { isGating } from "../gate.ts";
import type { Incident } from "../incident.ts";

/** All of an incident that the gate decides by: the same text means the same verdicts. Its name is no part of that. */
export function gatePart(incident: Incident): string {
  if (!isGating(incident)) return "";
  const { number, paths, kludges, fixes, overrides } = incident;
  return JSON.stringify([
    number,
    paths,
    kludges
      .filter(({ state }) => state !== "withdrawn")
      .map(({ id, by, source, pull, undonePull, rollbackOf }) => [
        id,
        by,
        source,
        pull,
        undonePull,
        rollbackOf,
      ]),
    fixes.filter(({ gone }) => gone === undefined).map(({ by, pull }) => [by, pull]),
    overrides.map(({ by, at, pull, because, until }) => [by, at, pull, because, until]),
  ]);
}
