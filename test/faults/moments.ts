import type { Step, Story } from "../story.ts";
import type { People } from "./people.ts";

/** Milliseconds. */
export const MINUTE = 60_000;
/** From the last step to the end of the story. */
export const AFTERWARDS = 10 * MINUTE;

export type Moment = { readonly at: number; readonly step: Step | undefined };

/** Everything in the order of its time: in a story, a pull request may be older than the incident. */
export function momentsOf({ issue, steps }: Story): readonly Moment[] {
  const all: readonly Moment[] = [
    { at: Date.parse(issue.at), step: undefined },
    ...steps.map((step) => ({ at: Date.parse(step.at), step })),
  ];
  return all.toSorted((one, other) => one.at - other.at);
}

export function happen(people: People, story: Story, step: Step | undefined): Promise<void> {
  return step === undefined ? people.open(story.issue) : people.act(step);
}
