import { GraphQLError, execute, parse, specifiedRules, validate } from "graphql";
import type { DocumentNode } from "graphql";
import { failureOf, refuse } from "../failure.ts";
import { isPull, isoTime } from "../model.ts";
import type { Actor, Json } from "../model.ts";
import { isRecord, recordOf, textOf, textOrNull } from "../narrow.ts";
import { accountOf, isNameOf, restLogin } from "../world.ts";
import type { World } from "../world.ts";
import { viewNode } from "./find-node.ts";
import { githubSchema } from "./github-schema.ts";
import { gitMutations } from "./mutate-git.ts";
import { issueMutations } from "./mutate-issues.ts";
import { pullMutations } from "./mutate-pulls.ts";
import { showRefusedQuery, withdrawn } from "./refuse-query.ts";
import { viewAccount } from "./view-account.ts";
import type { View, Viewer } from "./view.ts";
import { connect } from "./connect.ts";
import { viewTimeline } from "./view-event.ts";
import { viewIssue } from "./view-issue.ts";
import { viewPull } from "./view-pull.ts";
import { viewRepository } from "./view-repository.ts";

/** `lacks`: what an older Enterprise Server doesn't know of the schema. */
export function createGraphqlApi(
  world: World,
  lacks: readonly string[],
): (actor: Actor, body: unknown) => Promise<Json> {
  const schema = githubSchema(lacks);
  return async (actor, body) => {
    const { query, variables, operationName } = recordOf(body);
    const document = parsed(textOf(query));
    if (!("definitions" in document)) return { errors: [showRefusedQuery(document)] };
    const invalid = [...validate(schema, document, specifiedRules), ...withdrawn(schema, document)];
    if (invalid.length > 0) return { errors: invalid.map(showRefusedQuery) };
    const result = await execute({
      schema,
      document,
      rootValue: rootOf(createViewer(world, actor)),
      variableValues: isRecord(variables) ? variables : {},
      operationName: textOrNull(operationName),
    });
    const { errors } = result;
    if (!("data" in result)) return { errors: (errors ?? []).map(showRefusedQuery) };
    return {
      data: result.data,
      ...(errors === undefined ? {} : { errors: errors.map(showError) }),
    };
  };
}

function parsed(query: string): DocumentNode | GraphQLError {
  try {
    return parse(query);
  } catch (thrown) {
    if (thrown instanceof GraphQLError) return thrown;
    throw thrown;
  }
}

function rootOf(viewer: Viewer): Readonly<Record<string, unknown>> {
  const { world } = viewer;
  return {
    viewer: () => viewSelf(viewer),
    rateLimit: () => ({
      cost: 1,
      limit: 5000,
      nodeCount: 1,
      remaining: 4999,
      used: 1,
      resetAt: isoTime(world.now() + 3_600_000),
    }),
    node: ({ id }: { id: string }) => viewNode(viewer, id),
    repository: ({ owner, name }: { owner: string; name: string }) => {
      if (isNameOf(world, `${owner}/${name}`)) return viewer.views.repository();
      return refuse(404, `Could not resolve to a Repository with the name '${owner}/${name}'.`);
    },
    ...issueMutations(viewer),
    ...pullMutations(viewer),
    ...gitMutations(viewer),
  };
}

/** Here, and only here, GraphQL gives a Bot's login with "[bot]". */
function viewSelf(viewer: Viewer): View {
  const account =
    accountOf(viewer.actor) ?? refuse(401, "This endpoint requires you to be authenticated.");
  return { ...viewAccount(viewer, account), __typename: "User", login: restLogin(account) };
}

function showError(error: GraphQLError): Json {
  const { path, locations, message } = error;
  const failure = failureOf(error.originalError);
  const details = recordOf(failure?.errors?.[0])["message"];
  return {
    ...(failure === undefined ? {} : { type: failure.type }),
    ...(path === undefined ? {} : { path }),
    ...(locations === undefined ? {} : { locations }),
    message: typeof details === "string" ? details : message,
  };
}

function createViewer(world: World, actor: Actor): Viewer {
  const viewer: Viewer = {
    world,
    actor,
    views: {
      issue: (issue) => viewIssue(viewer, issue),
      issueOrPull: (issue) => (isPull(issue) ? viewPull(viewer, issue) : viewIssue(viewer, issue)),
      repository: () => viewRepository(viewer),
      timeline: (issue, page) => viewTimeline(viewer, issue, page),
      pulls: (pulls, page) => {
        const listed = pulls.map((pull) => ({
          cursor: pull.nodeId,
          view: () => viewer.views.issueOrPull(pull),
        }));
        return connect("associatedPullRequests", listed, page);
      },
    },
  };
  return viewer;
}
