import type { Comment } from "../src/core/model/timeline.ts";
import type { Step, Told } from "./story.ts";

/** How much people hear of the bot in a story, and how much they did themselves. */
export type Noise = {
  readonly acts: number;
  /** New comments of the bot's on the issue: each of them notifies everybody who follows it. */
  readonly comments: number;
  /** Those of them that answer somebody: what was asked, or could not be read. */
  readonly answers: number;
  /** Those that ask for news when a promise has passed: at most five to a silence, however little people do. */
  readonly reminders: number;
  /** Names that they call. */
  readonly mentions: number;
};

const ANSWER = /^<!-- dakor reply (?!candidate)/;

const REMINDER = /^<!-- dakor reminder /;

const IN_CODE = /```[\s\S]*?```|`[^`\n]*`/g;
const MENTION = /(?<![\w/`])@[a-z\d][\w-]*(?:\/[\w-]+)?/gi;

export function noiseOf({ world, log }: Told): Noise {
  const own = world.snapshot.timeline.filter(
    (event): event is Comment => event.type === "commented" && event.isOwn,
  );
  return {
    acts: actsIn(log.map(({ step }) => step)),
    comments: own.length,
    answers: own.filter(({ body }) => ANSWER.test(body)).length,
    reminders: own.filter(({ body }) => REMINDER.test(body)).length,
    mentions: own.reduce((sum, { body }) => sum + mentionsIn(body), 0),
  };
}

/** Comments that nobody asked for, and that no silence did. */
export function perAct(noise: Noise): number {
  return unasked(noise) / noise.acts;
}

export function unasked({ comments, answers, reminders }: Noise): number {
  return comments - answers - reminders;
}

/** Declaring it, each command, and whatever else people do; time that passes and what bots do is none. */
function actsIn(steps: readonly Step[]): number {
  return steps.reduce((sum, step) => sum + actsOf(step), 1);
}

function actsOf({ by, times = 1, comment }: Step): number {
  if (by === undefined || by.endsWith("[bot]")) return 0;
  const text = typeof comment === "string" ? comment : "";
  return times * Math.max(1, text.split("\n").filter((line) => line.startsWith("/")).length);
}

function mentionsIn(body: string): number {
  return (body.replace(IN_CODE, "").match(MENTION) ?? []).length;
}
