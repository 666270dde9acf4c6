import { describe, expect, test } from "vitest";
import { openTargetsOf } from "../../../src/notify/open-targets.ts";
import { chatStage } from "./chat-stage.ts";
import type { ChatStage } from "./chat-stage.ts";

describe("where the operator lets other owners only tell people elsewhere", () => {
  const FOUND = "I can’t find";
  test.each<[string, (others: ChatStage) => Promise<string>]>([
    [
      "a reply",
      async (others) => {
        await others.post(others.reply("!stable"));
        return others.whispers[0]?.text ?? "";
      },
    ],
    [
      "a button",
      async (others) => {
        await others.post(others.press("usable"));
        return others.whispers[0]?.text ?? "";
      },
    ],
    [
      "a message in Teams",
      async (others) =>
        (await others.post(others.teams(`Acme/shop#${others.incident} !stable`)))[1],
    ],
  ])("%s of this one's is not heard, and GitHub isn't asked", async (_, say) => {
    const { allows, connect } = openTargetsOf({ DAKOR_NOTIFY_OWNERS: "other" });
    const others = await chatStage({ notify: { allows, connect } });
    try {
      others.stage.asked();
      expect(await say(others)).toContain(FOUND);
      expect(others.stage.asked()).toEqual([]);
      expect(await others.passedOn()).toEqual([]);
    } finally {
      await others.close();
    }
  });
});
