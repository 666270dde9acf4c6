import type { Exchange } from "../local-github/serve.ts";
import { recordOf, textOf } from "../local-github/narrow.ts";

/** Requests of the App since the count began. */
export interface RequestCount {
  readonly reads: number;
  readonly writes: number;
  /** Asking for an installation token, once an hour. */
  readonly tokens: number;
}

export interface RequestCounter {
  readonly observe: (exchange: Exchange) => void;
  /** The count so far; it begins anew. */
  readonly take: () => RequestCount;
}

const none: RequestCount = { reads: 0, writes: 0, tokens: 0 };

/** Counts what the App asks of GitHub; what people (and this demo) ask is theirs. */
export function createRequestCounter(): RequestCounter {
  let count = none;
  return {
    observe: (exchange) => {
      const { actor } = exchange;
      if (actor.kind !== "installation" && actor.kind !== "app") return;
      const kind = kindOf(exchange);
      count = { ...count, [kind]: count[kind] + 1 };
    },
    take: () => {
      const taken = count;
      count = none;
      return taken;
    },
  };
}

export function addCounts(one: RequestCount, other: RequestCount): RequestCount {
  return {
    reads: one.reads + other.reads,
    writes: one.writes + other.writes,
    tokens: one.tokens + other.tokens,
  };
}

function kindOf({ method, path, body }: Exchange): keyof RequestCount {
  if (path.endsWith("/access_tokens")) return "tokens";
  if (path !== "/graphql") return method === "GET" ? "reads" : "writes";
  return /^\s*mutation\b/.test(textOf(recordOf(body)["query"])) ? "writes" : "reads";
}
