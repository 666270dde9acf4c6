import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { replay } from "../src/core/replay/replay.ts";
import { formatEffects, formatThread } from "./thread.ts";
import { parseStory, tell } from "./story.ts";
import { seen, writesOf } from "./settle.ts";

const folder = new URL("scenarios/", import.meta.url);
const names = readdirSync(folder);

describe.each(names)("the story %s", (name) => {
  const at = (file: string): string => new URL(`${name}/${file}`, folder).pathname;
  const story = parseStory(readFileSync(at("story.yaml"), "utf8"));
  const told = tell(story);

  test("is told the same", async () => {
    const incident = replay(seen(told.world));
    const { news, breadcrumbs, isRemembered: _, said: __, ...rest } = incident;
    const summary = {
      ...rest,
      news: news.map((item) => item.key),
      breadcrumbs: breadcrumbs.slice(-200).length,
    };
    await expect(`${JSON.stringify(summary, null, 2)}\n`).toMatchFileSnapshot(at("incident.json"));
    await expect(formatEffects(told)).toMatchFileSnapshot(at("effects.txt"));
    await expect(formatThread(told)).toMatchFileSnapshot(at("thread.md"));
  });

  test("leaves nothing to do", () => {
    expect(writesOf(told.world)).toEqual([]);
  });
});
