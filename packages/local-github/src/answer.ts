import type { Tokens } from "./actor.ts";
import type { Failure } from "./failure.ts";
import { failureOf } from "./failure.ts";
import { createGraphqlApi } from "./graphql/graphql-api.ts";
import type { Actor } from "./model.ts";
import { parseJson, recordOf, textOf } from "./narrow.ts";
import type { Relay } from "./relay.ts";
import { addAppRoutes, addManifestRoutes } from "./rest/app-routes.ts";
import { addCheckRoutes } from "./rest/check-routes.ts";
import { addCommentRoutes } from "./rest/comment-routes.ts";
import { addGitRoutes, isOfRepo } from "./rest/git-routes.ts";
import { addIssueRoutes } from "./rest/issue-routes.ts";
import { addJobRoutes, addWorkflowRoutes } from "./rest/workflow-routes.ts";
import { addLabelRoutes } from "./rest/label-routes.ts";
import { addPullRoutes } from "./rest/pull-routes.ts";
import { addRepositoryRoutes } from "./rest/repository-routes.ts";
import type { Routes } from "./rest/route.ts";
import { createRoutes, repoPath } from "./rest/route.ts";
import { addSettingsRoutes } from "./rest/settings-routes.ts";
import { createRateLimits } from "./rate-limits.ts";
import type { World } from "./world.ts";
import { apiUrl, repoName } from "./world.ts";

export interface Backend {
  readonly world: World;
  readonly tokens: Tokens;
  readonly relay: Relay;
  /** What an older Enterprise Server doesn't know of GraphQL's schema. */
  readonly lacks: readonly string[];
}

export interface Incoming {
  readonly url: URL;
  readonly text: string;
  /** Or the refusal of an unknown token. */
  readonly actor: Actor | Response;
  readonly request: Request;
}

/** One write after the other, as a transaction each; reads at any time. */
export function createAnswerer(backend: Backend): (incoming: Incoming) => Promise<Response> {
  const rest = createRestApi(backend);
  const graphql = createGraphqlApi(backend.world, backend.lacks);
  const limits = createRateLimits(backend.world);
  let writes: Promise<unknown> = Promise.resolve();
  const inTurn = (write: () => Promise<Response>): Promise<Response> => {
    const turn = writes.then(write);
    writes = turn.catch(() => undefined);
    return turn;
  };
  return async ({ url, text, actor, request }) => {
    if (actor instanceof Response) return actor;
    const elsewhere = redirect(backend.world, url, request.method);
    if (elsewhere !== undefined) return elsewhere;
    url.pathname = byName(backend.world, url.pathname);
    const isGraphql = url.pathname === "/graphql" && request.method === "POST";
    const answer = async (): Promise<Response> => {
      if (isGraphql) return Response.json(await graphql(actor, parseJson(text)));
      const body = text === "" ? null : text;
      const { method, headers } = request;
      return rest.fetch(new Request(url, { method, headers, body }), { actor });
    };
    const asked = { actor, ...(isGraphql ? { query: queryIn(text) } : {}) };
    const refusal = limits.refusal(asked);
    if (refusal !== undefined) return refusal;
    const isRead = request.method === "GET" || (isGraphql && !text.includes("mutation"));
    const response = isRead ? await answer() : await inTurn(answer);
    return limits.counted(asked, response);
  };
}

function queryIn(body: string): string {
  return textOf(recordOf(parseJson(body))["query"]);
}

/** A repository can also be asked for by its id; redirects lead there. */
function byName(world: World, path: string): string {
  const prefix = `/repositories/${world.repo.id}`;
  return path === prefix || path.startsWith(`${prefix}/`)
    ? `/repos/${repoName(world)}${path.slice(prefix.length)}`
    : path;
}

/** Under its old name a repository is still found; what isn't read has to be sent again. */
function redirect(world: World, url: URL, method: string): Response | undefined {
  const [, owner = "", repo = "", rest = ""] =
    /^\/repos\/([^/]+)\/([^/]+)(.*)$/.exec(url.pathname) ?? [];
  const isOld = world.formerNames.has(`${owner}/${repo}`.toLowerCase());
  const there = isOld ? `/repositories/${world.repo.id}${rest}` : movedTo(world, rest);
  if (there === undefined) return undefined;
  const location = `${apiUrl(world, there)}${url.search}`;
  const message = method === "GET" ? "Moved Permanently" : "Temporary Redirect";
  return Response.json(
    { message, url: location },
    { status: method === "GET" ? 301 : 307, headers: { location } },
  );
}

/** An issue that was transferred leads to where it is, without its comments and events; a branch that was renamed to its name. */
function movedTo(world: World, rest: string): string | undefined {
  const [, issue] = /^\/issues\/(\d+)$/.exec(rest) ?? [];
  const gone = world.gone.get(Number(issue));
  if (gone?.kind === "transferred") return `/repositories/${gone.repository}/issues/${gone.number}`;
  const [, branch = ""] = /^\/branches\/([^/]+)$/.exec(rest) ?? [];
  const renamed = world.formerBranches.get(decodeURIComponent(branch));
  return renamed && `/repositories/${world.repo.id}/branches/${encodeURIComponent(renamed)}`;
}

function createRestApi(backend: Backend): Routes {
  const { world } = backend;
  const app = createRoutes();
  const notFound = {
    message: "Not Found",
    documentation_url: "https://docs.github.com/rest",
    status: "404",
  };
  app.use(`${repoPath}/*`, async (c, next) => {
    const { owner, repo } = c.req.param();
    if (isOfRepo(world, owner ?? "", repo ?? "")) return next();
    return c.json(notFound, 404);
  });
  addIssueRoutes(app, world);
  addCommentRoutes(app, world);
  addLabelRoutes(app, world);
  addPullRoutes(app, world);
  addCheckRoutes(app, world);
  addJobRoutes(app, world);
  addRepositoryRoutes(app, world);
  addSettingsRoutes(app, world);
  addWorkflowRoutes(app, world);
  addManifestRoutes(app, world);
  addAppRoutes(app, backend);
  addGitRoutes(app, world);
  app.notFound((c) => c.json(notFound, 404));
  app.onError((error) => {
    const failure = failureOf(error) ?? brokenBy(error);
    const { status, message, errors } = failure;
    return Response.json(
      {
        message,
        ...(errors === undefined ? {} : { errors }),
        documentation_url: "https://docs.github.com/rest",
        status: String(status),
      },
      { status },
    );
  });
  return app;
}

/** A mistake of the local GitHub itself, shown to whoever tests with it. */
function brokenBy(error: Error): Failure {
  return {
    status: 500,
    message: `The local GitHub failed: ${error.stack ?? error.message}`,
    type: "INTERNAL",
  };
}
