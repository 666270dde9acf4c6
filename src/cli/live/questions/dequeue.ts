import { at, text } from "../../../github/client/narrow.ts";
import { makeBranch, makePull, refusalOf, removeFile, writeFile } from "../make.ts";
import type { Thing } from "../make.ts";
import { seen, unasked } from "../play-question.ts";
import type { LiveQuestion } from "../play-question.ts";
import type { Stage } from "../stage.ts";
import { until } from "../stage.ts";

/** What it may take, as far as it was granted. */
const WISHED = ["merge_queues", "pull_requests", "contents"];

export const dequeueNotQueued: LiveQuestion = {
  name: "dequeue-not-queued",
  asks: "What is said when a pull request is taken out of a queue in which it isn't?",
  expected: "a refusal, and nothing is changed",
  makes: "one pull request",
  play: async (stage) => {
    const pull = await openPull(stage);
    const refusals = await Promise.all(
      (await tokensOf(stage)).map(async ([name, client]) => {
        const refusal = await refusalOf(client.graphql(DEQUEUE, { id: pull.id }));
        return { name, refusal };
      }),
    );
    const words = refusals.map(({ name, refusal }) => `${name}: ${refusal ?? "done"}`).join("; ");
    return seen(
      words,
      refusals.every(({ refusal }) => refusal !== undefined),
    );
  },
};

export const dequeueQueued: LiveQuestion = {
  name: "dequeue-queued",
  asks: "May each token take a pull request out of the merge queue?",
  expected: "yes",
  makes: "one pull request in the queue of the default branch, taken out at once",
  play: async (stage) => {
    const { main, slug, defaultBranch } = stage;
    const { data: rules } = await main.rest.repos.getBranchRules({
      ...slug,
      branch: defaultBranch,
    });
    if (!rules.some(({ type }) => type === "merge_queue")) {
      return unasked(`${defaultBranch} has no merge queue; a ruleset can give it one`);
    }
    const pull = await openPull(stage);
    const said: string[] = [];
    let isExpected = true;
    for (const [name, client] of await tokensOf(stage)) {
      const refused = await refusalOf(main.graphql(ENQUEUE, { id: pull.id }));
      if (refused !== undefined) return unasked(`it does not get into the queue: ${refused}`);
      const refusal = await refusalOf(client.graphql(DEQUEUE, { id: pull.id }));
      said.push(`${name}: ${refusal ?? "yes"}`);
      isExpected &&= refusal === undefined;
      await until(stage, async () => ((await isQueued(stage, pull)) ? undefined : true));
    }
    return seen(said.join("; "), isExpected);
  },
};

async function openPull(stage: Stage): Promise<Thing> {
  const head = await makeBranch(stage, "queue");
  const path = `${stage.mark}-queue.md`;
  await writeFile(stage, { branch: head, path, content: "Made by dakor live.\n" });
  // Whatever the queue made of it.
  stage.afterwards(() => removeFile(stage, { branch: stage.defaultBranch, path }));
  return makePull(stage, { head, base: stage.defaultBranch, title: "queue" });
}

async function tokensOf(
  stage: Stage,
): Promise<readonly (readonly [name: string, client: Stage["main"]])[]> {
  const main = [stage.isPerson ? "the person's token" : "the App's token", stage.main] as const;
  if (stage.app === undefined || !stage.isPerson) return [main];
  const granted = WISHED.filter((name) => stage.app?.granted[name] === "write");
  const permissions = Object.fromEntries(granted.map((name) => [name, "write" as const]));
  return [main, ["the App's token", await stage.app.narrowed(permissions)]];
}

async function isQueued({ main }: Stage, { id }: Thing): Promise<boolean> {
  const answer = await main.graphql(QUEUED, { id });
  return at(answer, "node", "isInMergeQueue") === true && text(at(answer, "node", "id")) === id;
}

const DEQUEUE = `mutation Dequeue($id: ID!) {
  dequeuePullRequest(input: { id: $id }) { clientMutationId }
}`;
const ENQUEUE = `mutation Enqueue($id: ID!) {
  enqueuePullRequest(input: { pullRequestId: $id }) { clientMutationId }
}`;
const QUEUED = `query Queued($id: ID!) {
  node(id: $id) { id ... on PullRequest { isInMergeQueue } }
}`;
