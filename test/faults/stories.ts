import type { Story } from "../story.ts";
import { readStory } from "./play.ts";

/** From the label to the report pull request; the promise of `/stable` is kept with time to spare. */
export function reportStory(): Story {
  return withComments(readStory("happy-path"), (words) => words.replace("next 30m", "next 45m"));
}

/** `/rollback` opens a revert, and somebody sets phase labels too early meanwhile. */
export function rollbackStory(): Story {
  const rollback = readStory("rollback-on-command");
  const labels = readStory("label-too-early").steps.filter((step) => step.label !== undefined);
  return { ...rollback, steps: [...rollback.steps, ...labels] };
}

/** A promise is broken, a closing undone, and then it is closed anyway. */
export function closingStory(): Story {
  return readStory("close-anyway");
}

function withComments(story: Story, change: (words: string) => string): Story {
  return {
    ...story,
    steps: story.steps.map((step) =>
      typeof step.comment === "string" ? { ...step, comment: change(step.comment) } : step,
    ),
  };
}
