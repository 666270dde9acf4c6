import type { ApiRequest, Exchange, Fault } from "@dakor/local-github";
import { readGitHubDescription } from "../github-description/validate.ts";
import { queryOf } from "./fault-kind.ts";

/** One request of the product: which it is among those that follow from one step, in whatever order they come. */
export type Asked = { readonly step: number; readonly name: string };

export type Injection = (request: ApiRequest, asked: Asked) => Fault | undefined;

/** Listens to all requests, and fails some of the product's. */
export type Recorder = {
  readonly fault: (request: ApiRequest) => Fault | undefined;
  readonly observe: (exchange: Exchange) => void;
  /** People's requests are neither counted nor failed. */
  readonly asPeople: <T>(act: () => Promise<T>) => Promise<T>;
  /** The next step happens now. */
  readonly nextStep: () => void;
  /** The product's requests since the start, in their order. */
  readonly asked: () => readonly Asked[];
  /** Every change that the product made, by its GraphQL field or its path. */
  readonly effects: () => readonly string[];
  /** Exchanges that the real GitHub would not have had. */
  readonly problems: () => readonly string[];
};

const description = readGitHubDescription();

export function createRecorder(options: {
  readonly inject?: Injection | undefined;
  readonly isValidated?: boolean | undefined;
}): Recorder {
  const { inject = () => undefined, isValidated = false } = options;
  let people = 0;
  const counts = new Map<string, number>();
  const all: Asked[] = [];
  let step = 0;
  const effects: string[] = [];
  const problems: string[] = [];

  return {
    fault: (request) => {
      if (people > 0) return undefined;
      const path = request.path.replaceAll(/[0-9a-f]{40}/g, "SHA");
      const what = `${request.method} ${path} ${request.operation ?? ""}`.trim();
      const count = (counts.get(what) ?? 0) + 1;
      counts.set(what, count);
      const asked = { step, name: `${what} (${count})` };
      all.push(asked);
      return inject(request, asked);
    },
    observe: (exchange) => {
      if (isValidated) problems.push(...problemsOf(exchange));
      if (exchange.actorName !== "dakor[bot]") return;
      const { fault } = exchange;
      if (fault === undefined || fault.kind === "after" || fault.kind === "cut-after") {
        effects.push(...effectsOf(exchange));
      }
    },
    asPeople: async (act) => {
      people += 1;
      try {
        return await act();
      } finally {
        people -= 1;
      }
    },
    nextStep: () => {
      step += 1;
      counts.clear();
    },
    asked: () => [...all],
    effects: () => [...effects],
    problems: () => [...problems],
  };
}

function effectsOf({ method, path, body }: Exchange): readonly string[] {
  if (path !== "/graphql") return method === "GET" ? [] : [`${method} ${path}`];
  const query = queryOf(body);
  if (!/^\s*mutation/.test(query)) return [];
  return [...query.matchAll(/^\s*\w+: (\w+)\(/gm)].map(([, field]) => field ?? "");
}

function problemsOf(exchange: Exchange): readonly string[] {
  if (exchange.path !== "/graphql") return description.problemsOfExchange(exchange);
  const { responseBody } = exchange;
  const errors =
    typeof responseBody === "object" && responseBody !== null && "errors" in responseBody
      ? responseBody.errors
      : [];
  // GraphQL itself refuses what the schema doesn't have, without a type; GitHub's own refusals have one.
  return (Array.isArray(errors) ? errors : [])
    .filter((error: unknown) => typeof error !== "object" || error === null || !("type" in error))
    .map((error: unknown) => `${exchange.operation}: ${JSON.stringify(error)}`);
}
