import { isGating } from "../gate/gate.ts";
import type { ConfigReading } from "../config/config.ts";
import type { Incident } from "../model/incident.ts";
import type { Instant } from "../time/time.ts";

/** All of an incident that the gate decides by: the same text means the same verdicts. Its name is no part of that. */
export function gateFingerprint(incident: Incident): string {
  if (!isGating(incident)) return "";
  const { number, paths, kludges, fixes, overrides } = incident;
  return JSON.stringify([
    number,
    paths,
    kludges
      .filter(({ state }) => state !== "withdrawn")
      .map(({ id, by, pull, undonePull, vouched }) => [id, by, pull, undonePull, vouched]),
    fixes.filter(({ gone }) => gone === undefined).map(({ pull, vouched }) => [pull, vouched]),
    overrides.map(({ by, at, pull, because, until, head }) => [by, at, pull, because, until, head]),
  ]);
}

/** The same of a whole repository at a time: an override that has lapsed since makes another text. */
export function gateInputs(
  {
    config,
    incidents,
  }: { readonly config: ConfigReading; readonly incidents: readonly Incident[] },
  now: Instant,
): string {
  const parts = incidents.map((incident) =>
    gateFingerprint({
      ...incident,
      overrides: incident.overrides.filter(({ until = "9" }) => until > now),
    }),
  );
  return JSON.stringify([config.status, config.config, parts.filter((part) => part !== "")]);
}
