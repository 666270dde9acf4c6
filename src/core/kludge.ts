import type { Incident, Kludge } from "./incident.ts";

export function isStanding(kludge: Kludge): boolean {
  return kludge.state === "standing";
}

/** "K1" for `k1`, `1` or `K1`. */
export function parseKludgeId(text: string): string | undefined {
  const [, digits] = /^k?(\d{1,4})$/i.exec(text.trim()) ?? [];
  return digits === undefined ? undefined : `K${Number(digits)}`;
}

/** A name that no kludge has, or had in an announcement before its comment was deleted. */
export function nextKludgeId(incident: Incident, announced: Iterable<string>): string {
  const taken = [...incident.kludges.map((kludge) => kludge.id), ...announced];
  return `K${Math.max(0, ...taken.map((id) => Number(id.slice(1)))) + 1}`;
}

export function withKludge(incident: Incident, kludge: Kludge): Incident {
  const isKnown = incident.kludges.some((other) => other.id === kludge.id);
  return {
    ...incident,
    kludges: isKnown
      ? incident.kludges.map((other) => (other.id === kludge.id ? kludge : other))
      : [...incident.kludges, kludge],
  };
}

export function kludgeOfPull(incident: Incident, pull: number): Kludge | undefined {
  return incident.kludges.find((kludge) => kludge.pull === pull);
}
