import * as fc from "fast-check";
import { expect, test } from "vitest";
import { isGating } from "../../src/core/gate/gate.ts";
import type { Incident } from "../../src/core/model/incident.ts";
import { replay } from "../../src/core/replay/replay.ts";
import type { Role } from "../../src/core/model/role.ts";
import { happen } from "../happen.ts";
import { settle, writesOf } from "../settle.ts";
import { tell } from "../story.ts";
import type { Step } from "../story.ts";
import type { World } from "../world.ts";
import { body, later, stories } from "./incidents.ts";
import { LAW } from "./law.ts";
import { decided, isRecorded } from "./what-was-decided.ts";

const PEOPLE = ["lea", "john", "tess", "mia"] as const;
const role = fc.constantFrom<Role>("admin", "maintain", "write", "triage", "read", "none");
const roles = fc.record({ lea: role, john: role, tess: role, mia: role });

const config = fc.constantFrom(
  "timezone: America/New_York\n",
  "components: { shop: [src/checkout] }\n",
  "components: { checkout: [] }\n",
  "permission: triage\ngate: { permission: write }\n",
  "phases: { diagnose: [summary, severity, scope, steps, works, paths], kludge: [kludge, impact, stable] }\n",
  "report: { directory: docs/postmortems }\n",
  "severities: { critical: { update: 1m } }\n",
  "timezone: Madrid\nphases: [\n",
  "severities: { blocker: { update: 5m } }\n",
);

type Change = {
  readonly role: Readonly<Record<string, Role>>;
  readonly config: string;
  readonly body: string;
};

function changed(world: World, change: Change): World {
  const at = "2026-03-01T10:00:00Z";
  const named = new Map<string, string>();
  const steps: readonly Step[] = [
    { at, role: { ...change.role, mia: "none" } },
    { at, config: change.config },
    { at, by: "mia", "set-body": change.body },
    { at, by: "mia", comment: "Thanks everybody." },
  ];
  return steps.reduce((told, step) => happen(later(told, 1), step, named), world);
}

const change = fc.record({ role: roles, config, body });

test(
  "later roles, configurations and strangers' edits move nothing",
  () => {
    fc.assert(
      fc.property(stories, change, change, (story, one, other) => {
        const { world } = tell(story);
        fc.pre(isRecorded(world));
        const before = replay(world.snapshot);
        const after = changed(world, one);
        expect(decided(replay(after.snapshot))).toEqual(decided(before));
        expect(new Set(replay(after.snapshot).paths)).toEqual(held(before, after));
        const writes = writesOf(after).filter(({ type }) => type !== "edit-comment");
        expect(writes.map(({ type }) => type).filter((type) => STATE.includes(type))).toEqual([]);
        const again = changed(settle(after).world, other);
        expect(decided(replay(again.snapshot))).toEqual(decided(before));
      }),
      LAW.runs,
    );
  },
  LAW.time,
);

const STATE: readonly string[] = ["close", "reopen", "add-label", "remove-label", "react"];

/** A component's paths may become more by a new configuration; none of those that were held is gone. */
function held(before: Incident, { snapshot }: World): ReadonlySet<string> {
  const { components } = snapshot.config.config;
  const more = before.components
    .filter((name) => before.released?.includes(name) !== true)
    .flatMap((name) => components[name] ?? []);
  return new Set([...before.paths, ...more]);
}

/** What people without permission can do to an incident. */
const nuisance: fc.Arbitrary<Omit<Step, "at">> = fc.oneof(
  fc
    .constantFrom(
      "/paths docs/**",
      "/component other",
      "/drill",
      "/duplicate #7",
      "/dakor close anyway because I say so",
      "/override #130 because I say so",
      "/kludge Mine #130",
      "/fix #130",
      "/incident",
    )
    .map((comment) => ({ comment })),
  fc.constantFrom("incident", "dakor:reported", "severity:minor").map((label) => ({ label })),
  fc.constantFrom("incident", "dakor:diagnose", "dakor:report").map((unlabel) => ({ unlabel })),
  fc.constantFrom("completed" as const, "not_planned" as const).map((close) => ({ close })),
  fc.constant({ reopen: true as const }),
);

test(
  "the gate loosens only by an act of somebody with permission",
  () => {
    fc.assert(
      fc.property(
        stories,
        change,
        fc.array(fc.record({ by: fc.constantFrom(...PEOPLE, "chatty[bot]"), what: nuisance }), {
          maxLength: 5,
        }),
        (story, { config: file, body: form }, acts) => {
          const told = tell(story).world;
          fc.pre(isRecorded(told) && isGating(replay(told.snapshot)));
          const before = replay(told.snapshot);
          const none = { lea: "none", john: "none", tess: "triage", mia: "read" } as const;
          // They may become listed bots or get a lower bar only by a commit of somebody who may push.
          fc.pre(!file.startsWith("permission") && !file.startsWith("bots"));
          let world = changed(told, { role: none, config: file, body: form });
          for (const { by, what } of acts) {
            const step = { at: world.snapshot.now, by, ...what };
            world = settle(happen(later(world, 2), step, new Map())).world;
            const after = replay(world.snapshot);
            expect(isGating(after)).toBe(true);
            expect([...after.paths]).toEqual(expect.arrayContaining([...before.paths]));
            expect(after.paths.includes("**")).toBe(before.paths.includes("**"));
            expect(after.overrides).toEqual(before.overrides);
            expect(vouched(after)).toEqual(vouched(before));
          }
        },
      ),
      LAW.runs,
    );
  },
  LAW.time,
);

function vouched({ kludges, fixes }: Incident): unknown {
  return [...kludges, ...fixes].flatMap(({ pull, vouched: word }) =>
    word === undefined ? [] : [[pull, word]],
  );
}
