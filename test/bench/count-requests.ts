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
      const isMinting = url.pathname.endsWith("/access_tokens");
      if (!isMinting) asked.push(request);
      const response = await fetch(input, init);
      if (!isMinting) ended.push(request);
      return response;
    },
    reset: () => {
      asked = [];
      ended = [];
    },
    requests: () => withoutGate(asked),
  };
}

const GATE =
  /check-runs|\/pulls\/\d+\/files|\/compare\/|\/commits\/|GET \/api\/v3\/app$| Read(?:Gate|OpenPulls|Files|Targets|Sharing|Head|Reports|MoreIncidents)$/;

/** The checks on pull requests have their own cost: what they ask, and what they ask again of people and pulls. */
function withoutGate(requests: readonly Request[]): readonly Request[] {
  let isGates = false;
  return requests.filter(({ what }) => {
    const isShared = what.endsWith(" ReadPulls") || what.endsWith("/permission");
    if (!isShared) isGates = GATE.test(what);
    return !isGates;
  });
}
