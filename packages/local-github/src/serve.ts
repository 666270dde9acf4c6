import { randomBytes } from "node:crypto";
import type { AddressInfo } from "node:net";
import type { Http2Bindings, HttpBindings } from "@hono/node-server";
import { createAdaptorServer } from "@hono/node-server";
import { RESPONSE_ALREADY_SENT } from "@hono/node-server/utils/response";
import { actorName } from "./actor.ts";
import type { Backend } from "./answer.ts";
import { createAnswerer } from "./answer.ts";
import { failureOf } from "./failure.ts";
import { operationName } from "./graphql/operation-name.ts";
import type { Actor } from "./model.ts";
import { parseJson } from "./narrow.ts";

export interface ApiRequest {
  /** Counts all API requests from 0. */
  readonly index: number;
  readonly method: string;
  /** Without /api/v3 and query; GraphQL is /graphql. */
  readonly path: string;
  readonly query: string;
  /** GraphQL's operation name, or its first field. */
  readonly operation: string | undefined;
  readonly body: unknown;
}

export interface Exchange extends ApiRequest {
  readonly actor: Actor;
  readonly actorName: string;
  /** What the sender saw; 0 when the connection was cut. */
  readonly status: number;
  readonly responseBody: unknown;
  readonly fault?: Fault;
}

/** `before`: answer this and change nothing. `after`: do it, then answer this. `cut`: close the connection instead. */
export type Fault =
  | {
      readonly kind: "before" | "after";
      readonly status: number;
      readonly headers?: Readonly<Record<string, string>>;
      readonly body?: unknown;
    }
  | { readonly kind: "cut-before" | "cut-after" };

export type FaultHook = (request: ApiRequest) => Fault | undefined;

export interface ServerSettings {
  readonly port: number;
  readonly fault: FaultHook;
  readonly observe: (exchange: Exchange) => void;
  /** The whole answer has been given to the network. */
  readonly answered: (request: ApiRequest) => void;
}

export interface LocalServer {
  readonly url: string;
  readonly open: (backend: Backend) => void;
  readonly close: () => Promise<void>;
}

/** Listens at once, since addresses in answers need the port, and answers once it is opened. */
export async function serveLocalGitHub(settings: ServerSettings): Promise<LocalServer> {
  const opened = Promise.withResolvers<Backend>();
  const answerer = opened.promise.then((backend) => ({
    backend,
    answer: createAnswerer(backend),
  }));
  let count = 0;

  const server = createAdaptorServer({
    fetch: async (request: Request, env: HttpBindings | Http2Bindings) => {
      const { backend, answer } = await answerer;
      const url = new URL(request.url);
      url.pathname = plainPath(url.pathname);
      const text = await request.text();
      const body = parseJson(text);
      const asked: ApiRequest = {
        index: count,
        method: request.method,
        path: url.pathname,
        query: url.search,
        operation: url.pathname === "/graphql" ? operationName(body) : undefined,
        body,
      };
      count += 1;
      env.outgoing.once("finish", () => settings.answered(asked));
      const fault = settings.fault(asked);
      const actor = actorOf(backend, request);
      const observe = (status: number, responseBody: unknown): void => {
        const known: Actor = actor instanceof Response ? { kind: "anonymous" } : actor;
        const name = actor instanceof Response ? "unknown" : actorName(actor);
        const more = fault === undefined ? {} : { fault };
        settings.observe({
          ...asked,
          actor: known,
          actorName: name,
          status,
          responseBody,
          ...more,
        });
      };
      const isUndone = fault?.kind === "before" || fault?.kind === "cut-before";
      const response = isUndone ? new Response() : await answer({ url, text, actor, request });
      if (fault !== undefined && "status" in fault) {
        observe(fault.status, fault.body);
        return respond(fault);
      }
      if (fault !== undefined) {
        observe(0, undefined);
        env.incoming.socket.destroy();
        return RESPONSE_ALREADY_SENT;
      }
      const answered = await response.clone().text();
      observe(response.status, parseJson(answered) ?? answered);
      const id = randomBytes(8).toString("hex").toUpperCase();
      response.headers.set("x-github-request-id", id);
      return response;
    },
  });
  await new Promise<void>((resolve) => {
    server.listen(settings.port, "127.0.0.1", resolve);
  });
  return {
    url: `http://localhost:${portOf(server.address())}`,
    open: opened.resolve,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        if ("closeAllConnections" in server) server.closeAllConnections();
      }),
  };
}

function plainPath(path: string): string {
  if (path === "/api/graphql") return "/graphql";
  return path.replace(/^\/api\/v3(?=\/|$)/, "") || "/";
}

function portOf(address: AddressInfo | string | null): number {
  return typeof address === "object" && address !== null ? address.port : 0;
}

function actorOf({ tokens }: Backend, request: Request): Actor | Response {
  try {
    return tokens.actorOf(request.headers.get("authorization") ?? undefined);
  } catch (error) {
    const failure = failureOf(error);
    if (failure === undefined) throw error;
    return respond({
      status: failure.status,
      body: {
        message: failure.message,
        documentation_url: "https://docs.github.com/rest",
        status: String(failure.status),
      },
    });
  }
}

function respond(answer: {
  status: number;
  headers?: Readonly<Record<string, string>>;
  body?: unknown;
}): Response {
  const { status, headers, body } = answer;
  const bodyText = body === undefined || status === 204 ? null : JSON.stringify(body);
  return new Response(bodyText, {
    status,
    headers: { "content-type": "application/json; charset=utf-8", ...headers },
  });
}
