import type { Snapshot } from "../../src/core/model/snapshot.ts";
import { readIncident } from "../../src/github/read/read-incident.ts";
import type { IncidentReading } from "../../src/github/read/read-incident.ts";
import { createRoleCache } from "../../src/github/read/read-role.ts";
import { fakeGitHub, PERMISSION } from "./fake-github.ts";
import type { FakeGitHub } from "./fake-github.ts";
import { incident, pull as recordedPull } from "./recorded.ts";

const REF = { owner: "acme", repo: "shop", number: 42 };
export const WRITE = { permission: "write", role_name: "write" };

export function read(github: FakeGitHub): Promise<IncidentReading | undefined> {
  const roles = createRoleCache({ clock: () => 0 });
  const now = "2026-02-15T10:30:00Z";
  return readIncident(github, REF, { now, roles });
}

export async function snapshotOf(github: FakeGitHub): Promise<Snapshot> {
  const reading = await read(github);
  if (reading === undefined) throw new Error("Nothing was read");
  return reading.snapshot;
}

export function githubWith(
  timeline: readonly unknown[],
  more: Readonly<Record<string, unknown>> = {},
): FakeGitHub {
  return fakeGitHub({
    ReadIncident: () => incident(timeline, more),
    ReadReportFolder: () => ({ repository: { object: null } }),
    ReadPulls: ({ variables }) => ({
      repository: { pull0: recordedPull(Number(variables["number0"])) },
    }),
    [PERMISSION]: () => WRITE,
  });
}
