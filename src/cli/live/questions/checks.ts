import { at, list, text } from "../../../github/client/narrow.ts";
import { headOf, makeBranch, wordsOf, writeFile } from "../make.ts";
import { seen, unasked } from "../play-question.ts";
import type { LiveQuestion } from "../play-question.ts";
import type { Stage } from "../stage.ts";
import { pause } from "../stage.ts";

const NEEDS_APP = "only an App publishes checks: set APP_ID and PRIVATE_KEY";
const ORDER = 7;
const MANY = 200;

export const checkOrder: LiveQuestion = {
  name: "check-order",
  asks: "In which order are seven checks of one name on one commit listed?",
  expected: "the oldest first",
  makes: "one branch with seven checks",
  play: async (stage) => {
    if (stage.app === undefined) return unasked(NEEDS_APP);
    const checks = await stage.app.narrowed({ checks: "write" });
    const sha = await markedCommit(stage, "order");
    for (let number = 1; number <= ORDER; number += 1) {
      await checks.rest.checks.create({ ...published(stage, sha), external_id: String(number) });
    }
    const answer = await stage.main.graphql(CHECKS, { ...stage.slug, sha });
    const suites = list(at(answer, "repository", "object", "checkSuites", "nodes"));
    const ids = suites
      .flatMap((suite) => list(at(suite, "checkRuns", "nodes")))
      .filter((run) => at(run, "name") === stage.mark)
      .map((run) => text(at(run, "externalId")));
    const wanted = Array.from({ length: ORDER }, (_, index) => String(index + 1));
    return seen(ids.join(", ") || "none of them", ids.join() === wanted.join());
  },
};

export const checkWrites: LiveQuestion = {
  name: "check-writes",
  asks: `Does GitHub take ${MANY} writes of checks, one a second?`,
  expected: "all of them, without a refusal",
  makes: `one branch with ${MANY} checks; it takes some three minutes`,
  play: async (stage) => {
    if (stage.app === undefined) return unasked(NEEDS_APP);
    const checks = await stage.app.narrowed({ checks: "write" });
    const sha = await markedCommit(stage, "writes");
    let remaining: string | undefined;
    for (let number = 1; number <= MANY; number += 1) {
      try {
        const { headers } = await checks.rest.checks.create(published(stage, sha));
        remaining = headers["x-ratelimit-remaining"];
      } catch (thrown) {
        return seen(`${number - 1}, and then: ${wordsOf(thrown)}`, false);
      }
      await pause(stage.pace, stage.stopping);
      if (stage.stopping.aborted) return unasked(`stopped after ${number}`);
    }
    return seen(`all ${MANY}; ${remaining ?? "an unknown number of"} requests remain`, true);
  },
};

/** Checks go with the commit, which goes with its branch. */
async function markedCommit(stage: Stage, name: string): Promise<string> {
  const branch = await makeBranch(stage, name);
  await writeFile(stage, { branch, path: `${stage.mark}.md`, content: `${name}\n` });
  return headOf(stage, branch);
}

function published({ slug, mark }: Stage, head_sha: string) {
  return {
    ...slug,
    name: mark,
    head_sha,
    status: "completed",
    conclusion: "neutral",
  } as const;
}

const CHECKS = `query Checks($owner: String!, $repo: String!, $sha: GitObjectID!) {
  repository(owner: $owner, name: $repo) {
    object(oid: $sha) {
      ... on Commit {
        checkSuites(first: 10) {
          nodes { checkRuns(first: 10, filterBy: { checkType: ALL }) { nodes { name externalId } } }
        }
      }
    }
  }
}`;
