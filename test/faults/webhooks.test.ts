import { beforeAll, describe, expect, test } from "vitest";
import type { Delivery } from "@dakor/local-github";
import { endOf, outcomeOf, surplus } from "./outcome.ts";
import { play } from "./play.ts";
import type { Played } from "./play.ts";
import { closingStory, reportStory, rollbackStory } from "./stories.ts";

const stories = { report: reportStory(), rollback: rollbackStory(), closing: closingStory() };

describe.each(Object.entries(stories))("in the story %s", (_, story) => {
  let calm: Played;
  beforeAll(async () => {
    calm = await play(story);
  });

  test("F25: doubled webhooks change nothing", async () => {
    const played = await play(story, { deliver: (waiting) => [...waiting, ...waiting] });
    expect(outcomeOf(played)).toEqual(outcomeOf(calm));
  });

  test("F26: webhooks in the wrong order change nothing", async () => {
    const played = await play(story, { deliver: (waiting) => waiting.toReversed() });
    expect(outcomeOf(played)).toEqual(outcomeOf(calm));
  });

  test("F27: a webhook that is lost while another one comes changes nothing", async () => {
    const played = await play(story, { deliver: (waiting) => waiting.slice(-1) });
    expect(endOf(played)).toEqual(endOf(calm));
    expect(surplus(played, calm)).toEqual([]);
    expect(played.webhooks).toBeGreaterThan(0);
  });

  test("F28: webhooks that are held until others have come change nothing", async () => {
    let held: readonly Delivery[] = [];
    const deliver = (waiting: readonly Delivery[]): readonly Delivery[] => {
      if (waiting.length === 0) return [];
      const now = [...waiting.slice(-1), ...held];
      held = waiting.slice(0, -1);
      return now;
    };
    const played = await play(story, { deliver });
    expect(endOf(played)).toEqual(endOf(calm));
    expect(surplus(played, calm)).toEqual([]);
  });

  test("F27: where all webhooks are lost, the sweep finds everything", async () => {
    const played = await play(story, { deliver: () => [], isSwept: true });
    expect(endOf(played)).toEqual(endOf(calm));
    expect(surplus(played, calm)).toEqual([]);
  });
});
