import { readEvent } from "../../src/action/event.ts";
import { narrowDelivery } from "../../src/app/webhook/routes.ts";
import { narrowEvent } from "../../src/github/event/narrow-event.ts";
import { issueOf, timelineOf } from "../../src/github/read/narrow-issue.ts";
import { isRecord, nodes, record } from "../../src/github/client/narrow.ts";
import { gateAnswerOf, gateIssue, gateOptions, targetPull } from "../github/gate/gate-recorded.ts";
import { BOT, comment, LEA, page } from "../github/recorded.ts";
import { OUTSIDE } from "./grammar.ts";
import { meanJson } from "./mean-json.ts";
import { must, type Parser } from "./parser.ts";
import { targetOf } from "../../src/github/gate/read-gate-pull.ts";
import { gateAnswer } from "../../src/github/gate/gate-answer.ts";

const EVENTS = [
  "pull_request",
  "pull_request_target",
  "merge_group",
  "workflow_dispatch",
  "x",
  "",
] as const;
const SELVES = ["dakor"] as const;
const REPOSITORY = { id: 99, name: "shop", owner: { login: "acme" }, default_branch: "main" };
const SHA = "a".repeat(40);
const happened = { createdAt: "2026-02-15T10:00:00Z", actor: LEA };

const HOOK = {
  action: "edited",
  installation: { id: 12 },
  sender: { login: "lea" },
  repository: REPOSITORY,
  issue: { number: 42, node_id: "I_42", body: "/incident", labels: [{ name: "incident" }] },
  comment: { body: "/note x", node_id: "IC_1" },
  pull_request: { number: 7 },
  label: { name: "incident" },
  changes: { body: { from: "x" }, new_issue: { number: 3 }, new_repository: REPOSITORY },
  merge_group: {
    head_sha: SHA,
    base_sha: SHA,
    head_ref: `refs/heads/gh-readonly-queue/main/pr-7-${SHA}`,
  },
  ref: "refs/heads/main",
  before: SHA,
  after: SHA,
};

const TIMELINE = page([
  comment("IC_1", "/note x"),
  { __typename: "LabeledEvent", id: "1", ...happened, label: { name: "incident" } },
  { __typename: "AssignedEvent", id: "2", ...happened, assignee: BOT },
  {
    __typename: "ClosedEvent",
    id: "3",
    ...happened,
    stateReason: "COMPLETED",
    closer: { number: 7, repository: { id: "R_1" }, author: LEA },
  },
  { __typename: "RenamedTitleEvent", id: "4", ...happened, previousTitle: "a", currentTitle: "b" },
  {
    __typename: "MarkedAsDuplicateEvent",
    id: "5",
    ...happened,
    canonical: { number: 9 },
    isCrossReference: false,
  },
  { __typename: "CommentDeletedEvent", id: "6", ...happened, deletedCommentAuthor: LEA },
  { __typename: "CrossReferencedEvent", id: "7", ...happened, source: { number: 7 } },
]);

function ofJson(name: string, right: unknown, run: Parser["run"]): Parser {
  return { name, most: 20, input: (chance) => meanJson(chance, right, OUTSIDE), run };
}

/** Fails only as it is documented to. */
function orRefused(run: () => unknown, isDocumented: (thrown: object) => boolean): unknown {
  try {
    return run();
  } catch (thrown) {
    if (thrown instanceof Error && isDocumented(thrown)) return thrown.message;
    throw thrown;
  }
}

/** What a failure of GitHub's answer looks like. */
const isNonsense = (thrown: object): boolean => "operation" in thrown && "status" in thrown;

/** Readers of what comes over the wire. */
export const ANSWER_PARSERS: readonly Parser[] = [
  ofJson("webhook payload", HOOK, (payload) => {
    const heard = narrowEvent("issues", payload);
    const { owner = "a", repo = "b" } = heard?.repository ?? {};
    must(/^[\w.-]+$/.test(owner) && /^[\w.-]+$/.test(repo), "a name is one part of an address");
    return [heard ?? "", narrowDelivery("1", "issues", payload) === undefined];
  }),
  ofJson("event file", HOOK, (payload) =>
    EVENTS.map((event) =>
      orRefused(
        () => readEvent(event, payload, { pull: undefined }),
        (thrown) => "isUsage" in thrown,
      ),
    ),
  ),
  ofJson("timeline", TIMELINE, (connection) => {
    const events = timelineOf(nodes(connection), { repositoryId: "R_1", ownBots: SELVES });
    must(
      events.every(({ id, at }) => typeof id === "string" && typeof at === "string"),
      "events have ids and times",
    );
    must(
      events.every((event) => event.type !== "commented" || typeof event.body === "string"),
      "comments have words",
    );
    return events;
  }),
  ofJson(
    "issue",
    {
      ...gateIssue(42, "src/**"),
      assignees: { nodes: [LEA] },
      userContentEdits: { nodes: [{ editedAt: "x", editor: LEA, diff: "x" }] },
    },
    (json) => issueOf(record(json)),
  ),
  ofJson("gate answer", gateAnswerOf([gateIssue(42, "src/**")]), (data) =>
    orRefused(() => {
      const { isQuiet, config, repository } = gateAnswer(
        data,
        { owner: "acme", repo: "shop" },
        gateOptions(),
      );
      const lists = isRecord(data) && isRecord(data["repository"]) ? data["repository"] : {};
      must(
        !isQuiet || [lists["open"], lists["owed"]].every(isEmptyList),
        "quiet is only who lists no incident",
      );
      return [config.status, repository];
    }, isNonsense),
  ),
  ofJson("judged pull request", targetPull(), (json) =>
    orRefused(() => targetOf(record(json), SELVES), isNonsense),
  ),
];

function isEmptyList(connection: unknown): boolean {
  const found = record(connection)["nodes"];
  return Array.isArray(found) && found.length === 0;
}
