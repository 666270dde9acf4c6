import type { DocumentNode } from "graphql";
import { buildSchema, parse, TypeInfo, visit, visitWithTypeInfo } from "graphql";
import { readFileSync } from "node:fs";
import type { ApiRequest } from "@dakor/local-github";
import { recordOf, textOf } from "@dakor/local-github/narrow";

/** "issues:write"; any one of them is enough. */
export type Need = readonly string[];

const DISCUSS: Need = ["issues:write", "pull_requests:write"];
const LABELS: Need = ["issues:read", "pull_requests:read"];

/** Permissions behind GraphQL's fields, by their type. https://docs.github.com/rest/authentication/permissions-required-for-github-apps */
const FIELDS: Readonly<Record<string, readonly Need[]>> = {
  "Mutation.addComment": [DISCUSS],
  "Mutation.updateIssueComment": [DISCUSS],
  "Mutation.addReaction": [DISCUSS],
  "Mutation.addLabelsToLabelable": [DISCUSS],
  "Mutation.removeLabelsFromLabelable": [DISCUSS],
  "Mutation.createLabel": [DISCUSS],
  "Mutation.addAssigneesToAssignable": [DISCUSS],
  "Mutation.minimizeComment": [DISCUSS],
  "Mutation.updateIssue": [["issues:write"]],
  "Mutation.closeIssue": [["issues:write"]],
  "Mutation.reopenIssue": [["issues:write"]],
  "Mutation.createRef": [["contents:write"]],
  "Mutation.updateRef": [["contents:write"]],
  "Mutation.deleteRef": [["contents:write"]],
  "Mutation.createCommitOnBranch": [["contents:write"]],
  "Mutation.createPullRequest": [["pull_requests:write"]],
  "Mutation.updatePullRequest": [["pull_requests:write"]],
  "Mutation.reopenPullRequest": [["pull_requests:write"]],
  "Mutation.requestReviews": [["pull_requests:write"]],
  "Mutation.revertPullRequest": [["contents:write"], ["pull_requests:write"]],
  "Mutation.dequeuePullRequest": [["merge_queues:write"]],
  "Repository.issue": [["issues:read"]],
  "Repository.issues": [["issues:read"]],
  "Repository.issueOrPullRequest": [LABELS],
  "Repository.label": [LABELS],
  "Repository.labels": [LABELS],
  "Repository.pullRequest": [["pull_requests:read"]],
  "Repository.pullRequests": [["pull_requests:read"]],
  "Repository.object": [["contents:read"]],
  "Repository.ref": [["contents:read"]],
  "Repository.refs": [["contents:read"]],
  "Commit.checkSuites": [["checks:read"]],
  "Commit.associatedPullRequests": [["pull_requests:read"]],
  "PullRequest.isInMergeQueue": [["merge_queues:read"]],
};

/** The same for REST; what isn't here is a mistake in the table, not a request that needs nothing. */
const ROUTES: readonly (readonly [route: RegExp, needs: readonly Need[]])[] = [
  [/^GET \/rate_limit$/, []],
  [/^GET \/users\/[^/]+$/, []],
  [/^(?:GET|POST|PATCH) \/app(?:$|\/)/, []],
  [/^GET \/installation\/repositories$/, [["metadata:read"]]],
  [/^GET \/repositories\/\d+$/, [["metadata:read"]]],
  [/^GET \/repos\/[^/]+\/[^/]+$/, [["metadata:read"]]],
  [/^GET \/repos\/[^/]+\/[^/]+\/collaborators\//, [["metadata:read"]]],
  [/^GET \/repos\/[^/]+\/[^/]+\/(?:contents|git|commits|compare|branches)\//, [["contents:read"]]],
  [/^GET \/repos\/[^/]+\/[^/]+\/pulls(?:$|\/)/, [["pull_requests:read"]]],
  [/^POST \/repos\/[^/]+\/[^/]+\/pulls\/\d+\/requested_reviewers$/, [["pull_requests:write"]]],
  [/^GET \/repos\/[^/]+\/[^/]+\/issues(?:$|\/)/, [["issues:read"]]],
  [/^(?:POST|PATCH) \/repos\/[^/]+\/[^/]+\/check-runs(?:$|\/)/, [["checks:write"]]],
];

/** What GitHub wants for the events that an App hears. https://docs.github.com/webhooks/webhook-events-and-payloads */
export const EVENT_NEEDS: Readonly<Record<string, Need>> = {
  check_run: ["checks:read"],
  issue_comment: ["issues:read"],
  issues: ["issues:read"],
  merge_group: ["merge_queues:read"],
  pull_request: ["pull_requests:read"],
  push: ["contents:read"],
  repository: ["metadata:read"],
};

const schema = buildSchema(
  readFileSync(
    new URL("../../../packages/local-github/src/schema.graphql", import.meta.url),
    "utf8",
  ),
);
const known = new Map<string, readonly Need[]>();

/** A team that is to hear of it. https://docs.github.com/rest/authentication/permissions-required-for-github-apps */
const TEAM = /(?<![\w`/])@[\w-]+\/[\w-]+/;

/** What one request needs; throws where nobody has said. */
export function neededBy({ method, path, body }: ApiRequest): readonly Need[] {
  if (path === "/graphql") {
    const { query, variables } = recordOf(body);
    const isToTeam = TEAM.test(JSON.stringify(variables ?? {}).replaceAll("\\n", " "));
    const needs = neededByQuery(textOf(query)).map((need) => narrowed(need, variables));
    return isToTeam ? [...needs, ["members:read"]] : needs;
  }
  const route = `${method} ${path}`;
  const found = ROUTES.find(([pattern]) => pattern.test(route));
  if (found === undefined) throw new Error(`Nobody says what ${route} needs.`);
  return found[1];
}

/** The permission for pull requests is none for issues: what is written on an issue's node needs the other one. */
function narrowed(need: Need, variables: unknown): Need {
  const isOnIssue = /"I_[^"]*"/.test(JSON.stringify(variables ?? {}));
  return need === DISCUSS && isOnIssue ? ["issues:write"] : need;
}

function neededByQuery(query: string): readonly Need[] {
  const before = known.get(query);
  if (before !== undefined) return before;
  const needs = neededByDocument(parse(query));
  known.set(query, needs);
  return needs;
}

function neededByDocument(document: DocumentNode): readonly Need[] {
  const types = new TypeInfo(schema);
  const needs: Need[] = [];
  visit(
    document,
    visitWithTypeInfo(types, {
      Field: ({ name }) => {
        const field = `${types.getParentType()?.name ?? ""}.${name.value}`;
        const found = FIELDS[field];
        if (found === undefined && field.startsWith("Mutation.")) {
          throw new Error(`Nobody says what ${field} needs.`);
        }
        needs.push(...(found ?? []));
      },
    }),
  );
  return needs;
}

/** Whether permissions such as { issues: "write" } are enough; to write is also to read. */
export function isMet(need: Need, permissions: Readonly<Record<string, string>>): boolean {
  return need.some((grant) => {
    const [name = "", level] = grant.split(":");
    const given = permissions[name];
    return given === "write" || (given === "read" && level === "read");
  });
}
