import type { Exchange } from "@dakor/local-github";
import { recordOf, textOf } from "@dakor/local-github/narrow";

/** One request of the App. */
export interface AppRequest {
  /** "token": for an installation token, once an hour. */
  readonly kind: "read" | "write" | "token";
  /** "GET /app", "query Incident" */
  readonly name: string;
  readonly status: number;
  /** For the checks on pull requests, not for the incident itself. */
  readonly isForGate: boolean;
}

export interface RequestCount {
  readonly reads: number;
  readonly writes: number;
  readonly tokens: number;
  /** Reads and writes for the gate: not among the others. */
  readonly gate: number;
}

export interface RequestCounter {
  readonly observe: (exchange: Exchange) => void;
  /** The requests since the last call. */
  readonly take: () => readonly AppRequest[];
}

/** Notes what the App asks of GitHub; what people (and this demo) ask is theirs. */
export function createRequestCounter(): RequestCounter {
  let requests: readonly AppRequest[] = [];
  return {
    observe: (exchange) => {
      const { actor, status } = exchange;
      if (actor.kind !== "installation" && actor.kind !== "app") return;
      const request = { kind: kindOf(exchange), name: nameOf(exchange), status };
      requests = [...requests, { ...request, isForGate: isForGate(request.name) }];
    },
    take: () => {
      const taken = requests;
      requests = [];
      return taken;
    },
  };
}

export function countRequests(requests: readonly AppRequest[]): RequestCount {
  const count = (kind: AppRequest["kind"]): number =>
    requests.filter((request) => request.kind === kind && !request.isForGate).length;
  return {
    reads: count("read"),
    writes: count("write"),
    tokens: count("token"),
    gate: requests.filter((request) => request.isForGate).length,
  };
}

/** By what is asked: checks, the files of pull requests, where a commit came from, and the gate's own queries. */
function isForGate(name: string): boolean {
  return (
    /check-runs|\/pulls\/\d+\/files|\/compare\/|\/commits\/|GET \/app$/.test(name) ||
    /^query (?:ReadGate|ReadOpenPulls|ReadFiles|ReadTargets|ReadSharing|ReadHead|ReadReports)\b/.test(
      name,
    )
  );
}

function kindOf(exchange: Exchange): AppRequest["kind"] {
  const { method, path } = exchange;
  if (path.endsWith("/access_tokens")) return "token";
  if (path === "/graphql") return isMutation(exchange) ? "write" : "read";
  return method === "GET" ? "read" : "write";
}

function nameOf(exchange: Exchange): string {
  const { method, path, operation } = exchange;
  if (path !== "/graphql") return `${method} ${path}`;
  return `${isMutation(exchange) ? "mutation" : "query"} ${operation ?? "without a name"}`;
}

function isMutation({ body }: Exchange): boolean {
  return /^\s*mutation\b/.test(textOf(recordOf(body)["query"]));
}
