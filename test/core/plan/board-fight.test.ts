import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { LAW } from "../../laws/law.ts";
import { writesOf } from "../../settle.ts";
import type { Step, Told } from "../../story.ts";
import { says, told } from "../record/decided.ts";
import { isDeep } from "../../depth.ts";

const BEGUN: readonly Step[] = [
  says("10:01 lea: /checking\n/alert next 20m"),
  says("10:02 lea: /kludg x"),
];
const MARK = "<!-- dakor board board -->";
const START = Date.parse("2026-02-15T10:05:00Z");
const MONTH = 30 * 24 * 60;

type What = Omit<Step, "at">;

const after = (minutes: number): string =>
  new Date(START + minutes * 60_000).toISOString().replace(".000Z", "Z");

/** The same act again and again; the bot is run after each. */
function rounds(count: number, minutes: number, step: What): readonly Step[] {
  return Array.from({ length: count }, (_, index) => ({ ...step, at: after(index * minutes) }));
}

/** How many writes there were after each of the last steps. */
const writesAfter = (of: Told, count: number): readonly number[] =>
  of.log.slice(-count).map(({ writes }) => writes.length);

const bodies = ({ world }: Told): readonly string[] =>
  world.snapshot.timeline.flatMap((event) =>
    event.type === "commented" && event.isOwn ? [event.body] : [],
  );
const isBoard = (body: string): boolean => body.startsWith(MARK) && body.includes("Login fails");
const words = (of: Told): readonly string[] =>
  bodies(of).filter((body) => body.includes("again and again, so from now on I leave that to you"));

describe("the board that somebody keeps changing", () => {
  test.each<readonly [string, number, What]>([
    ["a bot that writes at its end", 1, { by: "tidy[bot]", "edit-own": { append: " " } }],
    ["a bot that does so once a month", MONTH, { by: "tidy[bot]", "edit-own": { append: "\nx" } }],
    ["a bot that writes over it", 1, { by: "tidy[bot]", "replace-board": "Hidden." }],
    ["a bot that leaves its mark", 1, { by: "tidy[bot]", "replace-board": `${MARK}\nHidden.` }],
    ["a bot that deletes it", 1, { by: "tidy[bot]", "delete-board": true }],
    ["a bot that deletes it once a month", MONTH, { by: "tidy[bot]", "delete-board": true }],
    [
      "a workflow that deletes it with the bot's account",
      MONTH,
      { by: "dakor[bot]", "delete-board": true },
    ],
    ["a person who deletes it", 5, { by: "john", "delete-board": true }],
    ["a person who writes at its end", 5, { by: "john", "edit-own": { append: "\nMine" } }],
    ["a person who writes over it", 5, { by: "john", "replace-board": "Mine" }],
  ])("%s is put right three times, then one word, then peace", (_, every, step) => {
    const of = told([...BEGUN, ...rounds(7, every, step)]);
    const counts = writesAfter(of, 7);
    expect(counts.slice(0, 3).every((count) => count > 0)).toBe(true);
    expect(counts.slice(3)).toEqual([1, 0, 0, 0]);
    expect(words(of)).toHaveLength(1);
    expect(words(of)[0]).toContain(step.by?.replace("[bot]", ""));
    expect(writesOf(of.world)).toEqual([]);
  });

  test("people who take their time are put right each time", () => {
    const of = told([...BEGUN, ...rounds(7, 45, { by: "john", "delete-board": true })]);
    expect(bodies(of).some(isBoard)).toBe(true);
    expect(words(of)).toEqual([]);
  });

  test.each<What>([
    { by: "tidy[bot]", "delete-board": true },
    { by: "tidy[bot]", "edit-own": { append: "\nx" } },
  ])("/status writes it anew, and is heard once more (%#)", (step) => {
    const asked = { at: after(10), by: "lea", comment: "/status" };
    const of = told([...BEGUN, ...rounds(5, 1, step), asked]);
    const board = bodies(of).find(isBoard);
    expect(board).toBeDefined();
    expect(board).not.toMatch(/x$/);
    const again = rounds(11 + 6, 1, step).slice(11);
    const more = told([...BEGUN, ...rounds(5, 1, step), asked, ...again]);
    expect(writesOf(more.world)).toEqual([]);
    expect(writesAfter(more, 2)).toEqual([0, 0]);
  });

  test("what is asked meanwhile is answered, and nothing that was said is said again", () => {
    const gone = { by: "tidy[bot]", "delete-own": true } as const;
    const before = told([...BEGUN, ...rounds(12, 1, gone)]);
    expect(writesAfter(before, 3)).toEqual([0, 0, 0]);
    const of = told([
      ...BEGUN,
      ...rounds(12, 1, gone),
      says("10:30 john: /kludge Cards off impact: less"),
    ]);
    const said = of.log.at(-1)?.writes.filter(({ type }) => type === "add-comment") ?? [];
    expect(JSON.stringify(said)).toContain("Cards off");
    expect(JSON.stringify(said)).not.toContain("dakor news alert");
  });
});

const meddling: fc.Arbitrary<What> = fc
  .record({
    by: fc.constantFrom("tidy[bot]", "github-actions[bot]", "dakor[bot]"),
    what: fc.constantFrom<What>(
      { "edit-own": { append: "\nx" } },
      { "replace-board": "Hidden." },
      { "replace-board": `${MARK}\nHidden.` },
      { "delete-board": true },
      { "delete-own": true },
    ),
  })
  // What is written with the bot's own account is the bot's word; only what it takes away is seen.
  .filter(({ by, what }) => by !== "dakor[bot]" || "delete-board" in what || "delete-own" in what)
  .map(({ by, what }) => ({ by, ...what }));

test.runIf(isDeep)(
  "whatever another bot does to the bot's comments, in whatever order: the bot's writes end",
  () => {
    fc.assert(
      fc.property(
        fc.array(meddling, { minLength: 1, maxLength: 3 }),
        fc.constantFrom(1, 90, MONTH),
        (round, every) => {
          const length = round.length * 10;
          const steps = Array.from({ length }, (_, index): Step => ({
            at: after(index * every),
            ...round[index % round.length],
          }));
          const of = told([...BEGUN, ...steps]);
          expect(writesAfter(of, round.length).every((count) => count === 0)).toBe(true);
          expect(words(of).length).toBeLessThanOrEqual(1);
        },
      ),
      LAW.runs,
    );
  },
  LAW.time,
);
