import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseMarker } from "../../src/core/model/marker.ts";
import { namedLogins } from "../../src/core/command/named.ts";
import { remember } from "../../src/core/record/remember.ts";
import { replay } from "../../src/core/replay/replay.ts";
import type { Comment } from "../../src/core/model/timeline.ts";
import { tell } from "../story.ts";
import type { Story, Told } from "../story.ts";
import { writesOf } from "../settle.ts";
import { botActs, histories } from "./histories.ts";
import { LAW } from "./law.ts";

describe("over generated histories", () => {
  test(
    "replay says the same twice and leaves its input alone",
    () => {
      fc.assert(
        fc.property(histories, (story) => {
          const { snapshot } = tell(story).world;
          const before = structuredClone(snapshot);
          expect(replay(snapshot)).toEqual(replay(before));
          expect(snapshot).toEqual(before);
        }),
        LAW.runs,
      );
    },
    LAW.time,
  );

  test(
    "whose role isn't asked for any more makes no difference",
    () => {
      fc.assert(
        fc.property(histories, (story) => {
          const { snapshot } = tell(story).world;
          const named = new Set(namedLogins(snapshot));
          const others = Object.keys(snapshot.roles).filter((login) => !named.has(login));
          const promoted = Object.fromEntries(others.map((login) => [login, "admin" as const]));
          const later = { ...snapshot, roles: { ...snapshot.roles, ...promoted } };
          expect(replay(later)).toEqual(replay(snapshot));
          expect(remember(replay(later), later)).toEqual(remember(replay(snapshot), snapshot));
        }),
        LAW.runs,
      );
    },
    LAW.time,
  );

  test(
    "late, lost and repeated webhooks end in the same state, and nothing is left to do",
    () => {
      fc.assert(
        fc.property(
          histories,
          fc.array(fc.integer({ min: 0, max: 2 }), { minLength: 20, maxLength: 20 }),
          (story, runs) => {
            fc.pre(!isPassing(story));
            const punctual = tell(story);
            const unreliable = tell(story, (step) => (step < 4 ? 1 : (runs[step] ?? 0)));
            expect(stateOf(unreliable)).toEqual(stateOf(punctual));
            expect(writesOf(unreliable.world)).toEqual([]);
            expect(writesOf(punctual.world)).toEqual([]);
          },
        ),
        LAW.runs,
      );
    },
    LAW.time,
  );

  test(
    "whatever another bot does over and over, after three rounds the writes end",
    () => {
      fc.assert(
        fc.property(histories, fc.array(botActs, { minLength: 1, maxLength: 3 }), (story, acts) => {
          const { at } = story.steps.at(-1) ?? { at: story.issue.at };
          const later = new Date(Date.parse(at) + 86_400_000).toISOString().replace(".000Z", "Z");
          const rounds = Array.from({ length: 6 }, () => acts).flat();
          const steps = [
            ...story.steps,
            { at: later, passes: true as const },
            ...rounds.map((act) => ({ at: later, ...act })),
          ];
          const { log } = tell({ ...story, steps });
          const last = log.slice(-2 * acts.length);
          expect(last.flatMap(({ writes }) => writes)).toEqual([]);
        }),
        LAW.runs,
      );
    },
    LAW.time,
  );

  test(
    "nobody is mentioned whom neither the configuration nor a permitted person named",
    () => {
      fc.assert(
        fc.property(histories, (story) => {
          const allowed = new Set(["acme/leads", "acme/oncall", "lea", "john"]);
          for (const comment of ownComments(tell(story))) {
            for (const name of mentionsIn(comment.body)) expect(allowed).toContain(name);
          }
        }),
        LAW.runs,
      );
    },
    LAW.time,
  );
});

/** What was an incident, or closed, only for a while leaves traces (a board, a report) where the bot was awake. */
function isPassing({ steps }: Story): boolean {
  return steps.some(
    ({ close, comment, reopen, unlabel }) =>
      reopen === true ||
      // It reopens what was closed.
      (typeof comment === "string" && comment.includes("/broken")) ||
      (close !== undefined && close !== "completed") ||
      unlabel === "incident",
  );
}

/** Everything that people can see in the end, but for when the bot came to write it. */
function stateOf(told: Told): unknown {
  const { issue, report, pulls } = told.world.snapshot;
  const said = ownComments(told)
    .filter((comment) => !comment.body.startsWith("<!-- dakor reminder"))
    .map(({ body }) => {
      const key = parseMarker(body)?.key ?? "";
      // "Where are we" is answered as it was when the bot came to it.
      if (key.startsWith("status:")) return key;
      // The board has no address of its own in what was said before it stood there; then the link is the issue's.
      return `${key}\n${body.replaceAll(/(?<=\/issues\/\d+)#X_\d+/g, "")}`;
    })
    .toSorted((one, other) => (one < other ? -1 : 1));
  return {
    said,
    state: issue.state,
    labels: [...issue.labels].toSorted(),
    // Its path has the title of the day it was opened.
    report: report.file?.text,
    pulls: pulls.map(({ number, state, labels, links }) => ({
      number,
      state,
      labels,
      links: links.map(({ role, incident }) => `${role} of ${incident}`),
    })),
  };
}

function ownComments(told: Told): readonly Comment[] {
  return told.world.snapshot.timeline.filter(
    (event): event is Comment => event.type === "commented" && event.isOwn,
  );
}

function mentionsIn(body: string): readonly string[] {
  const text = body.replaceAll(/```[\s\S]*?```/g, "").replaceAll(/`+[^`]*`+/g, "");
  return [...text.matchAll(/(?<![\w`/])@([a-z0-9][a-z0-9-]*(?:\/[a-z0-9-]+)?)/gi)].map(
    (match) => match[1] ?? "",
  );
}
