import type { Incident } from "../../src/core/model/incident.ts";
import type { World } from "../world.ts";

/** What was decided: nothing of it may move but by an act that counts. */
export function decided(incident: Incident): unknown {
  const { status, isClosed, closed, phase, moments, startedAt, kludges, declared } = incident;
  return {
    status,
    isClosed,
    closed,
    phase,
    moments,
    startedAt,
    declared,
    kludges: kludges.map(({ id, state, appliedAt }) => [id, state, appliedAt]),
    severity: incident.severity,
    facts: incident.facts,
    promises: incident.promises,
    accepted: incident.accepted,
    isReported: incident.isReported,
  };
}

/** The record is on the board of whatever is, or was, an incident. */
export function isRecorded({ snapshot }: World): boolean {
  return snapshot.timeline.some(
    (event) => event.type === "commented" && event.isOwn && event.body.includes("dakor record"),
  );
}
