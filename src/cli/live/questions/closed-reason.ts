import { at, list, text } from "../../../github/client/narrow.ts";
import {
  closePull,
  makeBranch,
  makeIssue,
  makePull,
  removeFile,
  wordsOf,
  writeFile,
} from "../make.ts";
import { seen, unasked } from "../play-question.ts";
import type { LiveQuestion } from "../play-question.ts";
import type { Stage } from "../stage.ts";
import { until } from "../stage.ts";

export const reopenedReason: LiveQuestion = {
  name: "closed-reason-reopened",
  asks: "Does a closing keep its reason when the issue is opened again?",
  expected: "NOT_PLANNED, as it was closed",
  makes: "one issue, closed and opened again",
  play: async (stage) => {
    const { main, slug } = stage;
    const issue = await makeIssue(stage, "closed and opened again");
    const change = { ...slug, issue_number: issue.number };
    await main.rest.issues.update({ ...change, state: "closed", state_reason: "not_planned" });
    await main.rest.issues.update({ ...change, state: "open" });
    const reasons = await reasonsOf(stage, issue.number);
    return seen(reasons.join(", ") || "no closing at all", reasons.join() === "NOT_PLANNED");
  },
};

export const mergedReason: LiveQuestion = {
  name: "closed-reason-merged",
  asks: "Which reason has a closing by a merge that says “Closes #1”?",
  expected: "COMPLETED",
  makes:
    "one issue, and a file that is merged into the default branch and removed again (two commits and a closed pull request stay)",
  play: async (stage) => {
    const { main, slug, defaultBranch, mark } = stage;
    const issue = await makeIssue(stage, "closed by a merge");
    const head = await makeBranch(stage, "closes");
    const path = `${mark}-closes.md`;
    await writeFile(stage, { branch: head, path, content: "Made by dakor live.\n" });
    const body = `Closes #${issue.number}`;
    const pull = await makePull(stage, { head, base: defaultBranch, title: "closes", body });
    stage.afterwards(() => removeFile(stage, { branch: defaultBranch, path }));
    try {
      await main.rest.pulls.merge({ ...slug, pull_number: pull.number });
    } catch (thrown) {
      await closePull(stage, pull.number);
      return unasked(`${defaultBranch} takes no merge of this token: ${wordsOf(thrown)}`);
    }
    const reasons = await until(stage, async () => {
      const found = await reasonsOf(stage, issue.number);
      return found.length === 0 ? undefined : found;
    });
    if (reasons === undefined) return seen("the issue stayed open", false);
    return seen(reasons.join(", "), reasons.join() === "COMPLETED");
  },
};

async function reasonsOf({ main, slug }: Stage, number: number): Promise<readonly string[]> {
  const answer = await main.graphql(REASONS, { ...slug, number });
  const nodes = list(at(answer, "repository", "issue", "timelineItems", "nodes"));
  return nodes.map((node) => text(at(node, "stateReason")) || "none");
}

const REASONS = `query ClosedReasons($owner: String!, $repo: String!, $number: Int!) {
  repository(owner: $owner, name: $repo) {
    issue(number: $number) {
      timelineItems(first: 10, itemTypes: [CLOSED_EVENT]) {
        nodes { ... on ClosedEvent { stateReason } }
      }
    }
  }
}`;
