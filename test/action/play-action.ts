import type { Delivery } from "@dakor/local-github";
import { readEndState } from "../faults/end-state.ts";
import type { EndState } from "../faults/end-state.ts";
import { AFTERWARDS, happen, MINUTE, momentsOf } from "../faults/moments.ts";
import { storyClock } from "../faults/story-clock.ts";
import type { Story } from "../story.ts";
import { startBotStage } from "./bot-stage.ts";

export type PlayedAction = {
  readonly end: EndState;
  readonly runs: number;
  /** What failed, or was left, in any run's log. */
  readonly trouble: readonly string[];
  /** How many requests each run made. */
  readonly requests: readonly number[];
};

/** Plays a story with nothing but workflow runs: a process for each webhook, and one `schedule` in the end. */
export async function playAction(
  story: Story,
  arrive: (sent: readonly Delivery[]) => readonly Delivery[] = (sent) => sent,
): Promise<PlayedAction> {
  const moments = momentsOf(story);
  const clock = storyClock((moments[0]?.at ?? 0) - MINUTE);
  const stage = await startBotStage(story, clock);
  const { github, people } = stage;
  const trouble: string[] = [];
  const requests: number[] = [];
  const note = (ran: Awaited<ReturnType<typeof stage.runFor>>): void => {
    if (ran === undefined) return;
    requests.push(stage.exchanges().length);
    if (ran.code !== 0 || /::(?:warning|error)/.test(ran.log)) trouble.push(ran.log);
  };
  try {
    for (const { at, step } of moments) {
      clock.jump(at);
      await happen(people, story, step);
      for (const delivery of arrive(stage.take())) note(await stage.runFor(delivery));
    }
    clock.jump((moments.at(-1)?.at ?? 0) + AFTERWARDS + MINUTE);
    note(await stage.run("schedule"));
    const bots = ["github-actions[bot]"];
    const end = await readEndState({ get: people.get, origin: github.url, bots });
    return { end, runs: requests.length, trouble, requests };
  } finally {
    await github.close();
  }
}
