import { actorName } from "./actor.ts";
import { priceOf } from "./graphql/query-price.ts";
import type { Actor } from "./model.ts";
import type { World } from "./world.ts";

export interface Asked {
  readonly actor: Actor;
  /** Left out for REST. */
  readonly query?: string;
}

export interface RateLimits {
  /** What GitHub answers when the hour's budget is used up. */
  readonly refusal: (asked: Asked) => Response | undefined;
  /** The answer with the headers that tell what is left. */
  readonly counted: (asked: Asked, answer: Response) => Response;
}

interface Window {
  readonly used: number;
  readonly reset: number;
}

const HOUR = 3_600_000;
const USUAL = 5000;
/** A workflow's token has so many of each kind an hour for its repository, whichever workflow uses them. */
const JOB_TOKEN = 1000;

/** Requests of REST, and points of GraphQL. Only a job's token is ever refused: tests of the others stop the clock. */
export function createRateLimits(world: World): RateLimits {
  const windows = new Map<string, Window>();

  function look({
    actor,
    query,
  }: Asked): Window & { readonly key: string; readonly limit: number } {
    const key = `${actorName(actor)} ${resourceOf(query)}`;
    const known = windows.get(key);
    const isOver = known === undefined || known.reset <= world.now();
    const limit = isJob(actor) ? JOB_TOKEN : USUAL;
    return { key, limit, ...(isOver ? { used: 0, reset: world.now() + HOUR } : known) };
  }

  function headersOf({ limit, used, reset }: ReturnType<typeof look>, query: string | undefined) {
    return {
      "x-ratelimit-limit": String(limit),
      "x-ratelimit-used": String(Math.min(used, limit)),
      "x-ratelimit-remaining": String(Math.max(0, limit - used)),
      "x-ratelimit-reset": String(Math.ceil(reset / 1000)),
      "x-ratelimit-resource": resourceOf(query),
    };
  }

  return {
    refusal: (asked) => {
      const present = look(asked);
      if (!isJob(asked.actor) || present.used < present.limit) return undefined;
      const message = "API rate limit exceeded for installation.";
      const headers = headersOf(present, asked.query);
      // GraphQL says so in an answer of status 200.
      return asked.query === undefined
        ? Response.json({ message }, { status: 403, headers })
        : Response.json({ errors: [{ type: "RATE_LIMIT", message }] }, { headers });
    },
    counted: (asked, answer) => {
      const present = look(asked);
      const cost = asked.query === undefined ? 1 : priceIn(asked.query);
      const isEndless = !isJob(asked.actor);
      if (!isEndless) world.jobTokenUsed[asked.query === undefined ? "requests" : "points"] += cost;
      const used = isEndless ? (present.used + cost) % present.limit : present.used + cost;
      windows.set(present.key, { used, reset: present.reset });
      const counted = new Response(answer.body, answer);
      for (const [name, value] of Object.entries(headersOf({ ...present, used }, asked.query))) {
        counted.headers.set(name, value);
      }
      return counted;
    },
  };
}

function resourceOf(query: string | undefined): string {
  return query === undefined ? "core" : "graphql";
}

function isJob(actor: Actor): boolean {
  return actorName(actor) === "github-actions[bot]";
}

/** What can't be parsed is refused, and costs a point. */
function priceIn(query: string): number {
  try {
    return priceOf(query).points;
  } catch {
    return 1;
  }
}
