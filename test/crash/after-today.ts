import type { Story } from "../story.ts";

const WEEK = 7 * 24 * 60 * 60 * 1000;

/** The same story some weeks later, on the same days of the week: GitHub refuses an App's tokens from the past. */
export function afterToday(story: Story): Story {
  const weeks = Math.ceil((Date.now() - Date.parse(story.issue.at)) / WEEK) + 1;
  const later = (at: string): string =>
    new Date(Date.parse(at) + weeks * WEEK).toISOString().replace(".000Z", "Z");
  return {
    ...story,
    issue: { ...story.issue, at: later(story.issue.at) },
    steps: story.steps.map((step) => ({ ...step, at: later(step.at) })),
  };
}
