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

/** From an alert to the end, told at three targets, one of which hears only what is critical. */
export function toldStory(): Story {
  const story = reportStory();
  return {
    ...story,
    config: `${story.config ?? ""}
notify:
  chat: { type: slack, secret: DAKOR_SECRET_A, channel: C0123456789 }
  status: { type: webhook, secret: DAKOR_SECRET_B, url: "https://x.example/", audience: public }
  bosses: { type: teams, secret: DAKOR_SECRET_C, severities: [critical] }
`,
  };
}

function withComments(story: Story, change: (words: string) => string): Story {
  return {
    ...story,
    steps: story.steps.map((step) =>
      typeof step.comment === "string" ? { ...step, comment: change(step.comment) } : step,
    ),
  };
}
