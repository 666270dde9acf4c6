import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { boardView } from "../../src/core/plan/plan.ts";
import { replay } from "../../src/core/replay/replay.ts";
import type { Snapshot } from "../../src/core/model/snapshot.ts";
import { renderComment } from "../../src/text/comments/comment.ts";
import { parseStory, tell } from "../story.ts";

const FILE = new URL("../scenarios/nobody-answers/story.yaml", import.meta.url);
const { snapshot } = tell(parseStory(readFileSync(FILE, "utf8"))).world;

function boardOf(part: Partial<Snapshot>): string {
  const read = { ...snapshot, ...part };
  const view = boardView(replay(read), read);
  return renderComment({ kind: "board", key: "board", view });
}

const WORDS =
  "`acme/oncall` is not notified: a workflow's own token can't reach teams. Please call them yourselves, and in `.github/dakor.yml` name people instead.";

test("a workflow's own token says on the board whom it can't reach", () => {
  expect(boardOf({ ownBots: ["github-actions"] })).toContain(WORDS);
});

test.each<[string, Partial<Snapshot>]>([
  ["an App", { ownBots: ["dakor", "github-actions"] }],
  [
    "people only",
    {
      ownBots: ["github-actions"],
      config: {
        ...snapshot.config,
        config: {
          ...snapshot.config.config,
          severities: {
            ...snapshot.config.config.severities,
            critical: { ...snapshot.config.config.severities.critical, mention: ["lea"] },
          },
        },
      },
    },
  ],
])("%s says nothing of the kind", (_, part) => {
  expect(boardOf(part)).not.toContain("is not notified");
});
