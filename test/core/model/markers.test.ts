import { expect, test } from "vitest";
import { parseStory, tell } from "../../story.ts";

/** The comments that the bot wrote after a stranger had said this. */
function boards(said: string): number {
  const { world } = tell(
    parseStory(`story: A stranger was first
issue: { title: Slow, author: lea, labels: [], at: 2026-02-15T10:00:00Z }
roles: { lea: admin, mia: none }
steps:
  - { at: 2026-02-15T10:01:00Z, by: mia, comment: ${JSON.stringify(said)} }
  - { at: 2026-02-15T10:02:00Z, by: lea, label: incident }
`),
  );
  const comments = world.snapshot.timeline.flatMap((event) =>
    event.type === "commented" ? [event] : [],
  );
  expect(comments.find(({ by }) => by.login === "mia")?.body).toBe(said);
  return comments.filter(
    ({ isOwn, body }) => isOwn && body.startsWith("<!-- dakor board board -->"),
  ).length;
}

test.each([
  ["nothing", "Hello"],
  ["the board's", "<!-- dakor board board -->\n## All is well"],
  ["with a record", '<!-- dakor board board -->\nHello\n<!-- dakor record {"seen":[]} -->'],
])("T25: a stranger's marker is nobody's, and is left alone: %s", (_, said) => {
  expect(boards(said)).toBe(1);
});
