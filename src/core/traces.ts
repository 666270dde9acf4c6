import type { Snapshot } from "./snapshot.ts";

/** What happened in an issue, by what survives when it moves to another repository and everything gets a new id. */
export type Traces = {
  /** Of the second command of its kind in a comment, "IC_1.2", the same with ".2". */
  readonly of: (id: string) => string | undefined;
  readonly idOf: (trace: string) => string | undefined;
};

export type Thread = Pick<Snapshot, "issue" | "timeline">;

/** "2026-02-11T10:00:00Z/lea"; of several in one second the second one ends in "/2". */
export function tracesIn({ issue, timeline }: Thread): Traces {
  const byId = new Map<string, string>();
  const ids = new Map<string, string>();
  const opened = { id: issue.id, at: issue.createdAt, by: issue.author };
  for (const { id, at, by } of [opened, ...timeline]) {
    let trace = `${at}/${by.login}`;
    for (let count = 2; ids.has(trace); count += 1) trace = `${at}/${by.login}/${count}`;
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
