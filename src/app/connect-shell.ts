import type { Probot } from "probot";
import type { Incident } from "../core/incident.ts";
import { plan } from "../core/plan/plan.ts";
import { planPull } from "../core/plan/plan-pull.ts";
import { replay } from "../core/replay.ts";
import { isRevert } from "../core/revert.ts";
import type { Instant } from "../core/time.ts";
import { applyWrites } from "../github/apply.ts";
import { readIncident } from "../github/read-incident.ts";
import { readPull, type PullReading } from "../github/read-pull.ts";
import { readUnreported } from "../github/read-unreported.ts";
import { createRoleCache } from "../github/role-cache.ts";
import { renderWrites } from "../text/render.ts";
import type { Ref } from "./key.ts";
import type { Shell } from "./shell.ts";

/** The real one: GitHub through Probot's tokens. */
export function connectShell(probot: Probot): Shell {
  const roles = createRoleCache({ clock: () => performance.now() });

  async function incidentsFor(
    { pull, unreported, named }: PullReading,
    ref: Ref,
  ): Promise<readonly Incident[]> {
    // Nothing else needs them: each is a whole issue to read.
    if (!isRevert(pull) || pull.links.length > 0) return [];
    const github = await probot.auth(ref.installation);
    const numbers = [...new Set([...unreported, ...named])];
    const readings = await Promise.all(
      numbers.map((number) => readIncident(github, { ...ref, number }, { now: now(), roles })),
    );
    return readings.flatMap((reading) => (reading === undefined ? [] : [replay(reading.snapshot)]));
  }

  return {
    self: async () => {
      const github = await probot.auth();
      const { data } = await github.request("GET /app");
      if (!data?.slug) throw new Error("GitHub tells no slug for this App.");
      return data.slug;
    },

    installations: async () => {
      const github = await probot.auth();
      const installations = await github.paginate("GET /app/installations", { per_page: 100 });
      return installations.filter((one) => !one.suspended_at).map(({ id }) => id);
    },

    sweep: async (installation) => {
      const github = await probot.auth(installation);
      const repositories = await github.paginate("GET /installation/repositories", {
        per_page: 100,
      });
      const places = repositories
        .filter(({ archived }) => !archived)
        .map(({ owner, name }) => ({ owner: owner.login, repo: name }));
      const incidents = await readUnreported(github, places);
      return incidents.map((incident) => ({ kind: "issue", installation, ...incident }));
    },

    runIssue: async (ref) => {
      const github = await probot.auth(ref.installation);
      const reading = await readIncident(github, ref, { now: now(), roles });
      if (reading === undefined) return { again: false, wrote: false };
      const { effects, pulls, wakeAt } = plan(reading.snapshot);
      const { followUp } = await applyWrites(github, reading.target, renderWrites(effects));
      return {
        again: followUp,
        wrote: effects.length > 0,
        related: pulls.map((number) => ({ kind: "pull", number })),
        ...(wakeAt === undefined ? {} : { wakeAt }),
      };
    },

    runPull: async (ref) => {
      const github = await probot.auth(ref.installation);
      const reading = await readPull(github, ref, { now: now(), roles });
      if (reading === undefined) return { again: false, wrote: false };
      const incidents = await incidentsFor(reading, ref);
      const { effects } = planPull({ ...reading, config: reading.config.config, incidents });
      const { followUp } = await applyWrites(github, reading.target, renderWrites(effects));
      const linked = reading.pull.links.map(({ incident }) => incident);
      const concerned = [...new Set([...reading.named, ...linked])];
      return {
        again: followUp,
        wrote: effects.length > 0,
        related: concerned.map((number) => ({ kind: "issue", number })),
      };
    },
  };
}

function now(): Instant {
  return `${new Date().toISOString().slice(0, 19)}Z`;
}
