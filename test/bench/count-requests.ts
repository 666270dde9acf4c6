/** What the product asked of GitHub, and what had to wait for what. */
export type Request = {
  readonly what: string;
  /** 1 for those that waited for no other, 2 for those that began when one of those had ended, … */
  readonly trip: number;
  readonly isWrite: boolean;
  readonly writesBoard: boolean;
};

export type Counter = {
  readonly fetch: typeof globalThis.fetch;
  readonly reset: () => void;
  /** Without the minting of tokens, which is once an hour. */
  readonly requests: () => readonly Request[];
};

/** Counts where the product asks, not where GitHub answers: there, requests that were sent together may come apart. */
export function createCounter(): Counter {
  let ended: Request[] = [];
  let asked: Request[] = [];
  const gateTokens = new Set<string>();
  return {
    fetch: async (input, init) => {
      const url = new URL(input instanceof Request ? input.url : input);
      const body = typeof init?.body === "string" ? init.body : "";
      const method = init?.method ?? "GET";
      const isMutation = body.includes('"query":"mutation');
      const request: Request = {
        what: `${method} ${/(?:query|mutation) (\w+)/.exec(body)?.[1] ?? url.pathname}`,
        trip: 1 + Math.max(0, ...ended.map(({ trip }) => trip)),
        isWrite: url.pathname.endsWith("/graphql") ? isMutation : method !== "GET",
        writesBoard: isMutation && body.includes("dakor board board"),
      };
      if (url.pathname.endsWith("/access_tokens")) {
        const response = await fetch(input, init);
        if (GATE_ONLY.test(body)) gateTokens.add(await tokenIn(response.clone()));
        return response;
      }
      // The checks on pull requests have their own cost, and so has asking once who one is.
      const token = new Headers(init?.headers).get("authorization")?.split(" ")[1] ?? "";
      if (gateTokens.has(token) || url.pathname.endsWith("/app")) return fetch(input, init);
      asked.push(request);
      const response = await fetch(input, init);
      ended.push(request);
      return response;
    },
    reset: () => {
      asked = [];
      ended = [];
    },
    requests: () => asked,
  };
}

/** Each kind of work has a token of its own: these are those that judge, publish, and take out of the queue. */
const GATE_ONLY = /"checks":"write"|"merge_queues":"write"/;

async function tokenIn(response: Response): Promise<string> {
  const answer: unknown = await response.json();
  return typeof answer === "object" && answer !== null && "token" in answer
    ? String(answer.token)
    : "";
}
