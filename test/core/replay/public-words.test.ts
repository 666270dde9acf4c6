import { expect, test } from "vitest";
import { replay } from "../../../src/core/replay/replay.ts";
import type { Incident } from "../../../src/core/model/incident.ts";
import { seen } from "../../settle.ts";
import type { Step } from "../../story.ts";
import { tell } from "../../story.ts";

const at = (minute: number): string => `2026-02-15T10:${String(minute).padStart(2, "0")}:00Z`;

function told(steps: readonly Step[]): Incident {
  const { world } = tell({
    story: "Words for the public.",
    issue: { title: "Saved cards are refused", author: "lea", labels: ["incident"], at: at(0) },
    config: "severities: { major: { mention: ['@acme/support'] } }",
    roles: { lea: "admin", john: "write", mia: "none" },
    steps: [...steps],
  });
  return replay(seen(world));
}

const publicTexts = ({ news }: Incident): readonly (string | undefined)[] =>
  news.map(({ publicText }) => publicText);

test.each([
  ["/alert Token service down. public: Card payments fail.", "Card payments fail."],
  ["/update Found it\npublic: Card payments are slow.\nlook at db3", "Card payments are slow."],
  ["/update public: Card payments are slow. next 10m", "Card payments are slow."],
  ["/stable public: Cards work, slowly.", "Cards work, slowly."],
  ["/kludge Flag off impact: slower. public: Cards are off for now.", "Cards are off for now."],
  ["/restored public: Cards work.", "Cards work."],
  ["/broken Again. public: Cards are refused again.", "Cards are refused again."],
  ["/update Found it in the token service.", undefined],
  ["/update Found it. <!-- public: All is lost. -->", undefined],
  ["/update Found it. <!--\npublic: All is lost.\n-->", undefined],
])("%j tells the public %j", (comment, words) => {
  const incident = told([{ at: at(1), by: "lea", comment }]);
  expect(incident.news.at(-1)?.publicText).toBe(words);
});

test("a stranger's words are nobody's news", () => {
  const incident = told([{ at: at(1), by: "mia", comment: "/alert public: All is lost." }]);
  expect(incident.news).toEqual([]);
});

test("an edit takes the words away, whoever edited, and is answered only where the words were never told", () => {
  const comment = "/update Found it. public: Payments are slow.";
  const later = told([
    { at: at(1), by: "lea", comment, as: "it" },
    { at: at(9), by: "john", edit: "it", comment: "/update Found it. public: All is lost." },
  ]);
  expect(publicTexts(later)).toEqual([undefined]);
  expect(later.replies).toEqual([]);
  const unheard = told([
    { at: at(1), by: "lea", comment: "Found it.", as: "it" },
    { at: at(9), by: "lea", edit: "it", comment },
  ]);
  expect(publicTexts(unheard)).toEqual([undefined]);
  expect(unheard.replies).toMatchObject([
    { type: "refused", refusals: [{ reason: "public-edited" }] },
  ]);
  expect(unheard.accepted).toHaveLength(1);
});
