import { describe, expect, test } from "vitest";
import { replay } from "../../../src/core/replay/replay.ts";
import type { Incident } from "../../../src/core/model/incident.ts";
import type { Step, Told } from "../../story.ts";
import { acts, says, told } from "../record/decided.ts";

/** "10:02 lea: /note looking", known by a name from now on. */
const named = (as: string, line: string): Step => ({ ...says(line), as });
/** The comment of that name reads like this from now on. */
const edits = (edit: string, line: string): Step => ({ ...says(line), edit });
/** The bot is away meanwhile. */
const unseen = (step: Step): Step => ({ ...step, "no-run": true });

const BEGUN: readonly Step[] = [says("10:01 lea: /checking")];

type Case = readonly [string, readonly Step[], readonly string[]];

describe("what an edit newly says is said by the edit", () => {
  test.each<Case>([
    [
      "a note becomes an alert a day later",
      [named("n", "10:02 lea: /note looking"), edits("n", "02-16 10:06 lea: /alert Now. next 10m")],
      ["alert 02-16T10:06 → 02-16T10:16"],
    ],
    [
      "between two alerts, it comes after both",
      [
        named("n", "10:02 lea: /note looking"),
        says("10:03 lea: /alert First. next 10m"),
        edits("n", "10:20 lea: /alert Second. next 10m"),
      ],
      ["alert 02-15T10:03 → 02-15T10:13", "alert 02-15T10:20 → 02-15T10:30"],
    ],
    [
      "an update is added to an alert",
      [
        named("n", "10:02 lea: /alert First. next 10m"),
        edits("n", "10:11 lea: /alert First. next 10m\n/update Still. next 30m"),
      ],
      ["alert 02-15T10:02 → 02-15T10:12", "update 02-15T10:11 → 02-15T10:41"],
    ],
    [
      "an update becomes a note: it was sent, and is not sent again",
      [
        says("10:02 lea: /alert First. next 10m"),
        named("n", "10:10 lea: /update Still. next 10m"),
        edits("n", "10:12 lea: /note still"),
      ],
      ["alert 02-15T10:02 → 02-15T10:12"],
    ],
    [
      "an update becomes a note, and an update again: the last edit says it",
      [
        says("10:02 lea: /alert First. next 10m"),
        named("n", "10:10 lea: /update Still. next 10m"),
        edits("n", "10:12 lea: /note still"),
        edits("n", "10:14 lea: /update Still! next 10m"),
      ],
      ["alert 02-15T10:02 → 02-15T10:12", "update 02-15T10:14 → 02-15T10:24"],
    ],
    [
      "a mistake that was announced is mended",
      [
        named("n", "10:02 lea: /alert Frist. next 10m"),
        edits("n", "02-16 09:00 lea: /alert First. next 10m"),
      ],
      ["alert 02-15T10:02 → 02-15T10:12"],
    ],
    [
      "before the bot has seen it",
      [
        unseen(named("n", "10:02 lea: /alert Frist. next 10m")),
        edits("n", "10:04 lea: /alert First. next 10m"),
      ],
      ["alert 02-15T10:04 → 02-15T10:14"],
    ],
    [
      "that could not be read before",
      [
        named("n", "10:02 lea: /alrt First. next 10m"),
        edits("n", "10:30 lea: /alert First. next 10m"),
      ],
      ["alert 02-15T10:30 → 02-15T10:40"],
    ],
    [
      "that could not be read before, and is edited again",
      [
        named("n", "10:02 lea: /alrt First. next 10m"),
        edits("n", "10:30 lea: /alert Frist. next 10m"),
        edits("n", "11:00 lea: /alert First. next 10m"),
      ],
      ["alert 02-15T10:30 → 02-15T10:40"],
    ],
    [
      "a note becomes an alert, and is edited again",
      [
        named("n", "10:02 lea: /note looking"),
        edits("n", "02-16 10:06 lea: /alert Frist. next 10m"),
        edits("n", "02-16 10:20 lea: /alert First. next 10m"),
      ],
      ["alert 02-16T10:06 → 02-16T10:16"],
    ],
    [
      "words without a command become an alert",
      [named("n", "10:02 lea: I look"), edits("n", "10:40 lea: /alert Now. next 10m")],
      ["alert 02-15T10:40 → 02-15T10:50"],
    ],
    [
      "an alert was said before the declaration, and is edited after it",
      [
        named("n", "09:58 lea: /alert Early. next 10m"),
        edits("n", "10:40 lea: /alert Now. next 10m"),
      ],
      ["alert 02-15T10:40 → 02-15T10:50"],
    ],
    [
      "an alert becomes an update",
      [
        says("10:02 lea: /alert First. next 10m"),
        named("n", "10:05 lea: /alert Second. next 10m"),
        edits("n", "10:12 lea: /update Third. next 10m"),
      ],
      ["alert 02-15T10:02 → 02-15T10:12", "update 02-15T10:12 → 02-15T10:22"],
    ],
  ])("%s", (_, steps, expected) => {
    const after = told([...BEGUN, ...steps].toSorted((one, other) => (one.at < other.at ? -1 : 1)));
    expect(promisesOf(replay(after.world.snapshot))).toEqual(expected);
  });

  test("a usable service is so from the edit on, and no earlier", () => {
    const after = told([
      ...BEGUN,
      says("10:02 lea: /alert First. next 2h"),
      says("10:05 john: /kludge Flag off impact: less"),
      named("n", "10:06 lea: /note better"),
      edits("n", "10:50 lea: /stable next 1h"),
    ]);
    expect(replay(after.world.snapshot).moments.stable?.value).toBe("2026-02-15T10:50:00Z");
    expect(announcedIn(after).filter((key) => key.startsWith("stable:"))).toHaveLength(1);
  });

  test("a kludge is in place from the edit on, also when its comment is edited again", () => {
    const after = told([
      ...BEGUN,
      says("10:02 lea: /alert First. next 2h"),
      named("n", "10:06 john: /note looking"),
      edits("n", "10:50 john: /kludge Flag of"),
      edits("n", "10:58 john: /kludge Flag off"),
    ]);
    expect(
      replay(after.world.snapshot).kludges.map(({ id, what, appliedAt }) => [id, what, appliedAt]),
    ).toEqual([["K1", "Flag off", "2026-02-15T10:50:00Z"]]);
    expect(announcedIn(after).filter((key) => key.startsWith("kludge-"))).toHaveLength(1);
  });

  test("an alert that an edit says is announced once, as GitHub tells nobody of an edit", () => {
    const after = told([
      ...BEGUN,
      says("10:02 lea: /alert First. next 2h"),
      named("n", "10:03 lea: /note looking"),
      edits("n", "10:50 lea: /alert Secnd. next 2h"),
      edits("n", "10:58 lea: /alert Second. next 2h"),
    ]);
    const [, ...later] = announcedIn(after).filter((key) => key.startsWith("alert:"));
    expect(later).toHaveLength(1);
  });

  test("a fact that was understood before keeps its time and place", () => {
    const after = told([
      ...BEGUN,
      named("n", "10:02 lea: /severity major"),
      says("10:05 lea: /severity minor"),
      edits("n", "11:00 lea: /severity major\n\nas far as we know"),
    ]);
    expect(replay(after.world.snapshot).severity?.value).toBe("minor");
  });

  test("what was over before it was declared keeps its time, though nobody was told", () => {
    const after = told([
      named("n", "10:02 lea: /started 09:30\n/restored at 09:50"),
      edits("n", "11:00 lea: /started 09:30\n/restored at 09:50\n\nreally"),
    ]);
    expect(replay(after.world.snapshot).moments.restored?.value).toBe("2026-02-15T09:50:00Z");
  });

  test("what was refused is asked again by the edit", () => {
    const after = told([
      ...BEGUN,
      says("10:02 lea: /alert First. next 2h"),
      named("n", "10:03 john: /note looking\n/undo K1"),
      says("10:05 john: /kludge Flag off"),
      edits("n", "10:20 john: /note looked\n/undo K1"),
    ]);
    expect(replay(after.world.snapshot).kludges.map(({ state }) => state)).toEqual(["undone"]);
  });
});

test("whoever left the team in between gives no orders by another's edit", () => {
  const after = told([
    ...BEGUN,
    named("n", "10:02 john: /note looking"),
    acts("10:30", { role: { john: "none" } }),
    edits("n", "10:40 lea: /alert Now. next 10m"),
  ]);
  expect(replay(after.world.snapshot).promises).toEqual([]);
});

const short = (instant: string): string => instant.slice(5, 16);

function promisesOf({ said, promises }: Incident): readonly string[] {
  return promises.map(({ at, due, source }) => {
    const key = said.find((one) => one.at === at && one.key.endsWith(`:${source}`))?.key;
    return `${key?.split(":")[0]} ${short(at)} → ${short(due)}`;
  });
}

function announcedIn({ world }: Told): readonly string[] {
  return world.snapshot.timeline.flatMap((event) => {
    const key =
      event.type === "commented" && event.isOwn
        ? /^<!-- dakor news (\S+)/.exec(event.body)?.[1]
        : undefined;
    return key === undefined ? [] : [key];
  });
}
