import { describe, expect, test } from "vitest";
import type { Step } from "../../story.ts";
import { withSnapshot } from "../../world.ts";
import {
  ALERT,
  answered,
  at,
  commentsOf,
  dueIn,
  happened,
  isOurs,
  planOf,
  played,
  said,
} from "./deliveries.ts";
import type { Options } from "./deliveries.ts";

describe("who hears what", () => {
  type Case = readonly [
    what: string,
    steps: readonly Step[],
    options: Options,
    due: readonly string[],
  ];
  test.each<Case>([
    ["an alert", [ALERT], {}, ["chat alert!"]],
    [
      "a critical one",
      [said(1, "/severity critical\n/alert")],
      {},
      ["chat alert!", "bosses alert!"],
    ],
    [
      "of a component",
      [said(1, "/component checkout\n/alert")],
      {},
      ["chat alert!", "status alert!"],
    ],
    ["of another component", [said(1, "/component search\n/alert")], {}, ["chat alert!"]],
    [
      "an update that a comment tells here",
      [ALERT, said(2, "/update Found it.")],
      {},
      ["chat alert!", "chat update"],
    ],
    ["what is about to happen", [ALERT, said(2, "/kludge Flag off at 10:40")], {}, ["chat alert!"]],
    [
      "a workaround",
      [ALERT, said(2, "/kludge Flag off impact: none")],
      {},
      ["chat alert!", "chat kludge-applied"],
    ],
    ["it is usable again", [ALERT, said(2, "/stable")], {}, ["chat alert!", "chat stable"]],
    ["nothing was announced", [said(1, "/scope Everybody")], {}, []],
    ["nobody listens", [ALERT, said(2, "/update Found it.")], { config: "" }, []],
    ["a drill", [said(1, "/drill\n/component checkout\n/alert")], {}, ["status alert!"]],
    [
      "it is private",
      [said(1, "/severity critical\n/alert")],
      { labels: ["Incident:Private"] },
      ["bosses alert!"],
    ],
    [
      "told after the fact",
      [said(1, "/started yesterday 09:00\n/restored at yesterday 10:00")],
      {},
      [],
    ],
    ["a false alarm", [ALERT, { at: at(2), by: "lea", close: "not_planned" }], {}, []],
    ["a day later", [ALERT], { now: 24 * 60 + 2 }, []],
  ])("%s", (...[, steps, options, due]) => {
    expect(dueIn(played(steps, options))).toEqual(due);
  });

  test("a repository that not everybody may read is private", () => {
    const world = played([said(1, "/severity critical\n/alert")]);
    const repository = { ...world.snapshot.repository, isPrivate: true };
    expect(dueIn(withSnapshot(world, { repository }))).toEqual(["bosses alert!"]);
  });

  test("whom a raised severity newly concerns hears it as a whole; the others as news", () => {
    const world = answered(played([ALERT]));
    expect(dueIn(world)).toEqual([]);
    const worse = played([ALERT, said(5, "/severity critical")]);
    expect(dueIn(answered(worse, { chat: "sent", bosses: "retry" }))).toEqual([]);
    expect(dueIn(worse)).toEqual(["chat alert!", "chat raised", "bosses raised!"]);
  });
});

test("that it works again reaches whoever ever heard of it, whatever the configuration says now", () => {
  const told = answered(played([said(1, "/severity critical\n/alert")]));
  const restored = happened(told, said(30, "/severity minor\n/restored"));
  const changed = withSnapshot(restored, {
    config: {
      ...restored.snapshot.config,
      config: {
        ...restored.snapshot.config.config,
        notify: restored.snapshot.config.config.notify.map((target) => ({
          ...target,
          severities: ["minor"],
          components: ["search"],
        })),
      },
    },
  });
  expect(dueIn(changed)).toEqual(["chat restored", "bosses restored"]);
});

describe("whoever heard that it began hears that it was none", () => {
  test.each<readonly [what: string, end: Step, due: readonly string[]]>([
    ["a false alarm", { at: at(9), by: "lea", close: "not_planned" }, ["chat false-alarm"]],
    ["its label is taken off", { at: at(9), by: "lea", unlabel: "incident" }, ["chat false-alarm"]],
    ["a duplicate", said(9, "/duplicate #41"), ["chat duplicate"]],
    ["closed as a duplicate", { at: at(9), by: "lea", close: "duplicate" }, ["chat duplicate"]],
    ["closed by nobody who may", { at: at(9), by: "zoe", close: "not_planned" }, []],
    ["it was over", { at: at(9), by: "lea", close: "completed" }, []],
  ])("%s", (_, end, due) => {
    const told = answered(happened(played([ALERT]), said(2, "/update Found it.")));
    expect(dueIn(happened(told, end))).toEqual(due);
    const again = answered(happened(told, end));
    expect(dueIn(again)).toEqual([]);
  });

  test("and nothing of what didn't get through before", () => {
    const told = answered(played([ALERT]));
    const failing = answered(happened(told, said(2, "/update Found it.")), { chat: "retry" });
    const over = happened(failing, { at: at(9), by: "lea", close: "not_planned" });
    expect(dueIn(over)).toEqual(["chat false-alarm"]);
    const unheard = answered(played([ALERT]), { chat: "retry" });
    expect(dueIn(happened(unheard, { at: at(9), by: "lea", close: "not_planned" }))).toEqual([]);
  });
});

test("what is noted is told once, and answers to what was heard first", () => {
  const told = answered(played([ALERT]));
  expect(dueIn(told)).toEqual([]);
  const later = happened(told, said(9, "/update Found it."));
  expect(planOf(later).due).toMatchObject([{ thread: "r1", isFirst: false }]);
  const both = answered(later);
  expect(dueIn(both)).toEqual([]);
  expect(
    planOf(both).log.map(({ target, kind, note }) => `${target} ${kind} ${note.state}`),
  ).toEqual(["chat alert sent", "chat update sent"]);
});

test("a failing target is tried eight times, and keeps the order", () => {
  let world = answered(played([ALERT]), { chat: "retry" });
  const waits: number[] = [];
  for (let tries = 1; tries < 8; tries += 1) {
    const { wakeAt = "", due } = planOf(world);
    expect(due).toEqual([]);
    waits.push((Date.parse(wakeAt) - Date.parse(world.snapshot.now)) / 1000);
    world = answered(withSnapshot(world, { now: wakeAt }), { chat: "retry" });
  }
  expect(waits).toEqual([5, 30, 180, 1080, 6480, 36_000, 36_000]);
  expect(planOf(world)).toMatchObject({
    due: [],
    stopped: [{ target: "chat", note: { state: "failed", tries: 8 } }],
  });
  expect(planOf(world).wakeAt).toBeUndefined();
});

describe("news doesn't bring a failing target's next try forward", () => {
  test("it waits with what failed, and comes after it", () => {
    let world = answered(played([ALERT]), { chat: "retry" });
    for (let times = 1; times < 4; times += 1) {
      const { wakeAt = "" } = planOf(world);
      world = answered(withSnapshot(world, { now: wakeAt }), { chat: "retry" });
    }
    const { wakeAt = "" } = planOf(world);
    const news = happened(world, said(9, "/update Found it."));
    expect(planOf(news)).toMatchObject({ due: [], isDue: false, wakeAt });
    expect(dueIn(withSnapshot(news, { now: wakeAt }))).toEqual(["chat alert!", "chat update"]);
    expect(dueIn(happened(news, said(10, "/resend chat")))).toEqual(["chat alert!", "chat update"]);
  });

  test("however much people write, its tries last as long as they should", () => {
    let world = answered(played([ALERT]), { chat: "retry" });
    for (let minute = 2; minute < 12; minute += 1) {
      world = happened(world, said(minute, `/update News ${minute}.`));
      world = answered(world, { chat: "retry" });
    }
    expect(planOf(world).stopped).toEqual([]);
    expect(planOf(world).log).toMatchObject([{ kind: "alert", note: { state: "waiting" } }]);
  });
});

test("a target that is gone hears no more until somebody asks for it", () => {
  const gone = answered(played([said(1, "/severity critical\n/alert")]), { chat: "off" });
  const later = happened(gone, said(9, "/update Found it."));
  expect(dueIn(later)).toEqual(["bosses update"]);
  expect(planOf(later).stopped).toMatchObject([{ target: "chat", note: { state: "off" } }]);
  const asked = happened(later, said(12, "/resend chat"));
  expect(dueIn(asked)).toEqual(["chat alert!", "chat update", "bosses update"]);
  expect(planOf(asked).stopped).toEqual([]);
  expect(dueIn(happened(later, said(12, "/resend bosses")))).toEqual(["bosses update"]);
});

test("more than twenty at once: the last twenty, and the others are noted", () => {
  const updates = Array.from({ length: 25 }, (_, index) =>
    said(index + 2, `/update News ${index}.`),
  );
  const world = played([ALERT, ...updates]);
  const { due, leftOut } = planOf(world);
  expect([due.length, leftOut.length]).toEqual([20, 6]);
  expect(due.at(-1)?.news.text).toBe("News 24.");
  const told = answered(world);
  expect(planOf(told)).toMatchObject({ due: [], leftOut: [], stopped: [] });
});

test("ids are the same on every try, and of every target and news another", () => {
  const world = played([said(1, "/severity critical\n/alert"), said(2, "/update Found it.")]);
  const ids = planOf(world).due.map(({ id }) => id);
  expect(new Set(ids).size).toBe(4);
  expect(planOf(withSnapshot(world, { now: at(9) })).due.map(({ id }) => id)).toEqual(ids);
  for (const id of ids) expect(id).toMatch(/^[\w-]+$/);
});

describe("the notes on the comments", () => {
  test("nobody sees them, and the bot leaves them as they are", () => {
    const world = answered(played([ALERT]));
    const [comment] = commentsOf(world).filter(isOurs);
    expect(comment?.body).toMatch(/\n<!-- dakor delivered \{[ -~]*\} -->$/);
    const later = happened(world, said(9, "/checking"));
    expect(commentsOf(later).find(({ id }) => id === comment?.id)?.body).toBe(comment?.body);
  });

  test("where somebody else edits the comment, what was told stays told, and nothing they write is believed", () => {
    const world = answered(played([ALERT, said(5, "/update More.")]));
    const [noted] = commentsOf(world).filter(isOurs);
    const body = noted?.body.replaceAll('"sent"', '"waiting"').replaceAll("chat", "bosses") ?? "";
    const edited = withSnapshot(world, {
      now: at(20),
      timeline: world.snapshot.timeline.map((event) =>
        event.type === "commented" && event.id === noted?.id
          ? { ...event, body, editedAt: at(20), editedBy: { login: "lea", isBot: false } }
          : event,
      ),
    });
    expect(dueIn(edited)).toEqual([]);
    const later = happened(edited, said(25, "/update Even more."));
    expect(dueIn(later)).toEqual(["chat update"]);
    expect(dueIn(answered(later))).toEqual([]);
    expect(dueIn(happened(answered(later), said(30, "/restored")))).toEqual(["chat restored"]);
  });

  test("they stay short, and what had to go was told", () => {
    const long = Array.from({ length: 19 }, (_, index) => `t${index}`);
    const targets = long.map((name) => `  ${name}: { type: teams, secret: DAKOR_SECRET_A }`);
    let world = answered(played([ALERT], { config: `notify:\n${targets.join("\n")}` }));
    for (let minute = 2; minute < 14; minute += 1) {
      world = answered(happened(world, said(minute, `/update News ${minute}.`)));
    }
    const [noted, ...others] = commentsOf(world).filter(isOurs);
    expect(others).toEqual([]);
    expect(noted?.body.length).toBeLessThan(17_000);
    expect(noted?.body.length).toBeGreaterThan(10_000);
    expect(dueIn(world)).toEqual([]);
    expect(dueIn(happened(world, said(40, "/restored")))).toHaveLength(19);
  });
});
