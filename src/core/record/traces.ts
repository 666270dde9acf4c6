import type { Snapshot } from "../model/snapshot.ts";

/** What happened in an issue, by what survives when it moves to another repository and everything gets a new id. */
type Traces = {
  /** Of the second command of its kind in a comment, "IC_1.2", the same with ".2". */
  readonly of: (id: string) => string | undefined;
  readonly idOf: (trace: string) => string | undefined;
};

export type Thread = Pick<Snapshot, "issue" | "timeline">;

/** One timeline is asked again and again. */
const KNOWN = new WeakMap<Thread["timeline"], Traces>();

export function tracesIn(thread: Thread): Traces {
  const known = KNOWN.get(thread.timeline) ?? readTraces(thread);
  KNOWN.set(thread.timeline, known);
  return known;
}

/** "2026-02-11T10:00:00Z/lea"; of several in one second the second one ends in "/2". */
function readTraces({ issue, timeline }: Thread): Traces {
  const byId = new Map<string, string>();
  const ids = new Map<string, string>();
  const counts = new Map<string, number>();
  const opened = { id: issue.id, at: issue.createdAt, by: issue.author };
  for (const { id, at, by } of [opened, ...timeline]) {
    const moment = `${at}/${by.login}`;
    const count = (counts.get(moment) ?? 0) + 1;
    counts.set(moment, count);
    const trace = count === 1 ? moment : `${moment}/${count}`;
    byId.set(id, trace);
    ids.set(trace, id);
  }
  return {
    of: (source) => {
      const [id = "", ...which] = source.split(".");
      const trace = byId.get(id);
      return trace === undefined ? undefined : [trace, ...which].join(".");
    },
    idOf: (trace) => {
      const [place = "", ...which] = trace.split(".");
      const id = ids.get(place);
      return id === undefined ? undefined : [id, ...which].join(".");
    },
  };
}

/** A key's kind, the id of what it answers to, and what comes after that. */
const KEY = /^([a-z-]+:)([\w-]+(?:\.\w+)?)(.*)$/;

/** The id of what a comment of the bot's answers to, as its key names it. */
export function sourceOf(key: string): string | undefined {
  return KEY.exec(key)?.[2];
}

export function withSource(key: string, id: string): string {
  return key.replace(KEY, `$1${id}$3`);
}
