import * as v from "valibot";

import type { Config } from "../config/config.ts";
import type { FactName } from "../model/fact.ts";
import type { Incident } from "../model/incident.ts";
import { givenIn } from "../model/need.ts";
import { isOwnBot } from "../model/own-bots.ts";
import type { OwnBots } from "../model/own-bots.ts";
import { PHASE_ORDER, PHASES } from "../model/phase.ts";
import { isKept } from "../model/promise.ts";
import { between } from "../time/time.ts";
import type { Duration } from "../time/time.ts";
import type { Comment } from "../model/timeline.ts";
import { defined } from "../model/defined.ts";

/** So many of so many. */
export type Share = { readonly count: number; readonly of: number };

/** How a drill went: numbers about the practice, none about a person. */
export type DrillScore = {
  /** Facts that are known, of those that the steps before the report ask for. */
  readonly facts: Share;
  readonly promises: Share;
  /** Kludges that were announced before they were put in place, of those that were. */
  readonly announced: Share;
  /** From the declaration to the first alert; left out where nobody was alerted. */
  readonly alert?: Duration;
};

/** An earlier drill of the same repository. */
export type PastDrill = { readonly number: number; readonly score: DrillScore };

/** The kind of the bot's comment that shows a drill's score. */
export const SCORE = "score";

const PRACTISED = PHASE_ORDER.filter((phase) => phase !== "report");

/** Over, as practice: closed by somebody who may, and a drill at the end. */
export function isDrillOver({ isDrill, isClosed, status }: Incident): boolean {
  return isDrill && isClosed && status === "declared";
}

export function scoreOf(incident: Incident, config: Config): DrillScore {
  const { kludges, promises, declared, alertedAt } = incident;
  const asked = askedFor(config);
  const settled = promises.filter(
    (one) => one.answeredAt !== undefined || isDue(one.due, incident),
  );
  const applied = kludges.filter(({ appliedAt }) => appliedAt !== undefined);
  return {
    facts: { count: givenIn(incident, asked).length, of: asked.length },
    promises: { count: settled.filter(isKept).length, of: settled.length },
    announced: {
      count: applied.filter(({ announcedAt, appliedAt = "" }) => announcedAt < appliedAt).length,
      of: applied.length,
    },
    ...(alertedAt === undefined || declared === undefined
      ? {}
      : { alert: Math.max(0, between(declared.at, alertedAt)) }),
  };
}

/** What was asked for and nobody has said: what to look at next time. */
export function factsLeft(incident: Incident, config: Config): readonly FactName[] {
  const asked = askedFor(config);
  const given = givenIn(incident, asked);
  return asked.filter((fact) => !given.includes(fact));
}

function askedFor({ needs }: Config): readonly FactName[] {
  return [...new Set(PRACTISED.flatMap((phase) => [...needs[phase], ...PHASES[phase].asks]))];
}

/** What was promised for later than the end of the drill was not broken. */
function isDue(due: string, { closed }: Incident): boolean {
  return closed === undefined || due <= closed.at;
}

const VERSION = 1;
const count = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1e9));
const StoredShare = v.pipe(
  v.tuple([count, count]),
  v.check(([part, of]) => part <= of),
  v.transform(([part, of]): Share => ({ count: part, of })),
);
const Stored = v.object({
  v: v.literal(VERSION),
  facts: StoredShare,
  promises: StoredShare,
  announced: StoredShare,
  alert: v.exactOptional(count),
});

/** Only here: further down stands what people read. */
const PLACE = /^<!-- dakor score .*-->\r?\n<!-- dakor drill (\{[^<>]{0,500}\}) -->/;

/** The comment's second line, which nobody sees: the next drills are shown beside it. */
export function formatScore({ facts, promises, announced, alert }: DrillScore): string {
  const text = JSON.stringify({
    v: VERSION,
    facts: [facts.count, facts.of],
    promises: [promises.count, promises.of],
    announced: [announced.count, announced.of],
    ...defined({ alert }),
  });
  return `<!-- dakor drill ${text} -->`;
}

function parseScore(body: string): DrillScore | undefined {
  const [, json] = PLACE.exec(body) ?? [];
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), Stored), json);
  if (!parsed.success) return undefined;
  const { v: _, ...score } = parsed.output;
  return score;
}

/** The last score that this bot gave in a thread; one that somebody else has touched doesn't count. */
export function scoreIn(comments: readonly Comment[], ownBots: OwnBots): DrillScore | undefined {
  const scores = comments.flatMap(({ isOwn, editedBy, body }) => {
    const isOurs = isOwn && (editedBy === undefined || isOwnBot(editedBy, ownBots));
    return isOurs ? (parseScore(body) ?? []) : [];
  });
  return scores.at(-1);
}
