import { at, count, text } from "../../../github/client/narrow.ts";
import { closePull, makeBranch, makePull, removeBranch, wordsOf, writeFile } from "../make.ts";
import type { Thing } from "../make.ts";
import { seen, unasked } from "../play-question.ts";
import type { LiveAnswer, LiveQuestion } from "../play-question.ts";
import type { Stage } from "../stage.ts";

const FILE = "dakor-live.md";
const WORKFLOW = ".github/workflows/dakor-live.yml";
const QUIET =
  "on: workflow_dispatch\njobs: { quiet: { runs-on: ubuntu-latest, steps: [{ run: exit 0 }] } }\n";
const MAKES = "two branches, and pull requests between them (closed ones stay)";

export const plainRevert: LiveQuestion = {
  name: "revert",
  asks: "What does revertPullRequest make of a merged pull request?",
  expected: "a pull request whose description says which one it reverts",
  makes: MAKES,
  play: async (stage) => {
    const merged = await mergeInto(stage, { path: FILE });
    const made = await revert(stage, merged);
    if (typeof made === "string") return seen(made, false);
    const { title, body } = made;
    return seen(`“${title}”, “${body}”`, body.endsWith(`#${merged.number}`));
  },
};

export const conflictingRevert: LiveQuestion = {
  name: "revert-conflicting",
  asks: "What is said when the revert conflicts with what came later?",
  expected: "a refusal",
  makes: MAKES,
  play: async (stage) => {
    const merged = await mergeInto(stage, { path: FILE });
    await writeFile(stage, { branch: merged.base, path: FILE, content: "Written over later.\n" });
    return refused(await revert(stage, merged));
  },
};

export const secondRevert: LiveQuestion = {
  name: "revert-twice",
  asks: "What is said when the pull request has been reverted already?",
  expected: "a refusal",
  makes: MAKES,
  play: async (stage) => {
    const merged = await mergeInto(stage, { path: FILE });
    const first = await revert(stage, merged);
    if (typeof first === "string") return unasked(`it could not be reverted once: ${first}`);
    return refused(await revert(stage, merged));
  },
};

export const workflowRevert: LiveQuestion = {
  name: "revert-workflow",
  asks: "What is said when a revert touches .github/workflows, and the App has no permission for that?",
  expected: "a refusal that names the workflow",
  makes: MAKES,
  play: async (stage) => {
    if (stage.app === undefined) return unasked("it takes an App: set APP_ID and PRIVATE_KEY");
    const merged = await mergeInto(stage, { path: WORKFLOW }).catch(wordsOf);
    if (typeof merged === "string") {
      return unasked(`this token can't write workflows (it takes the scope workflow): ${merged}`);
    }
    const client = await stage.app.narrowed({ contents: "write", pull_requests: "write" });
    const made = await revert({ ...stage, main: client }, merged);
    if (typeof made !== "string") return seen(`reverted, by “${made.title}”`, false);
    return seen(made, /workflow/i.test(made));
  },
};

type Merged = Thing & { readonly base: string; readonly head: string };

/** A pull request that is merged into a branch of its own, so that the default branch stays as it is. */
async function mergeInto(stage: Stage, { path }: { readonly path: string }): Promise<Merged> {
  const { main, slug } = stage;
  const base = await makeBranch(stage, "base");
  const head = await makeBranch(stage, "change");
  const content = path === WORKFLOW ? QUIET : "Made by dakor live.\n";
  await writeFile(stage, { branch: head, path, content });
  const pull = await makePull(stage, { head, base, title: "to be reverted" });
  await main.rest.pulls.merge({ ...slug, pull_number: pull.number });
  return { ...pull, base, head };
}

/** What it made, or how it was refused. */
async function revert(
  stage: Stage,
  merged: Merged,
): Promise<{ readonly title: string; readonly body: string } | string> {
  try {
    const answer = await stage.main.graphql(REVERT, { id: merged.id });
    const made = at(answer, "revertPullRequest", "revertPullRequest");
    stage.afterwards(() => removeBranch(stage, text(at(made, "headRefName"))));
    stage.afterwards(() => closePull(stage, count(at(made, "number"))));
    return { title: text(at(made, "title")), body: text(at(made, "body")) };
  } catch (thrown) {
    return wordsOf(thrown);
  }
}

function refused(made: Awaited<ReturnType<typeof revert>>): LiveAnswer {
  if (typeof made === "string") return seen(made, true);
  return seen(`a pull request all the same: “${made.title}”`, false);
}

const REVERT = `mutation Revert($id: ID!) {
  revertPullRequest(input: { pullRequestId: $id }) {
    revertPullRequest { number title body headRefName }
  }
}`;
