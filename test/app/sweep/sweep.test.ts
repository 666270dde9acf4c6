import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createSweep } from "../../../src/app/sweep/sweep.ts";
import { sweepStage, PLACE } from "./sweep-stage.ts";
import type { SweepStage } from "./sweep-stage.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

let stage: SweepStage;
beforeEach(async () => {
  stage = await sweepStage();
});
afterEach(() => stage.close());

/** The sweep at the start is over, and what was before it is out of sight. */
async function settle(): Promise<void> {
  stage.advance(HOUR);
  await stage.sweep();
  stage.advance(HOUR);
}

describe("F27: a sweep finds, though no webhook came,", () => {
  test("an incident that was opened", async () => {
    await settle();
    const number = await stage.open(["incident"]);
    expect(await stage.found()).toEqual([`issue #${number}`]);
  });

  test("an issue that somebody called an incident", async () => {
    const number = await stage.open([]);
    await settle();
    await stage.say("lea", number, "Nobody can pay.\n/incident");
    expect(await stage.found()).toEqual([`issue #${number}`]);
  });

  test("a command on an incident that is reported, until it is answered", async () => {
    const number = await stage.open(["incident"]);
    await stage.lea.rest.issues.update({ ...PLACE, issue_number: number, state: "closed" });
    await settle();
    await stage.say("lea", number, "/note It was the token format");
    expect(await stage.found()).toEqual([`issue #${number}`]);
    await stage.say("dakor", number, "Noted.");
    expect(await stage.found()).toEqual([]);
  });

  test("a command that was edited after the bot had reacted to it", async () => {
    const number = await stage.open([]);
    await settle();
    const comment_id = await stage.say("lea", number, "/incident");
    const reaction = { ...PLACE, comment_id, content: "+1" } as const;
    await stage.bot.rest.reactions.createForIssueComment(reaction);
    expect(await stage.found()).toEqual([]);
    stage.advance(MINUTE);
    await stage.lea.rest.issues.updateComment({ ...PLACE, comment_id, body: "/incident now" });
    expect(await stage.found()).toEqual([`issue #${number}`]);
  });

  test("a pull request that was opened, and one that was pushed to", async () => {
    const { number, sha } = await stage.openPull("help");
    await settle();
    const check = { ...PLACE, name: "dakor", head_sha: sha, conclusion: "success" } as const;
    expect((await stage.openPull("more")).number).toBe(number + 1);
    expect(await stage.found()).toEqual([`pull #${number + 1}`]);
    await stage.bot.rest.checks.create(check);
    await stage.lea.rest.repos.createOrUpdateFileContents({
      ...PLACE,
      path: "again.txt",
      message: "Again",
      content: "",
      branch: "help",
    });
    expect((await stage.found()).toSorted()).toEqual([`pull #${number}`, `pull #${number + 1}`]);
  });

  test("a report that was merged: its incident still has a phase label", async () => {
    const number = await stage.open(["incident", "dakor:report"]);
    await stage.lea.rest.issues.update({ ...PLACE, issue_number: number, state: "closed" });
    await settle();
    expect(await stage.found()).toEqual([`issue #${number}`]);
  });
});

describe("a sweep leaves alone", () => {
  test("a pull request that has its check", async () => {
    await settle();
    const { number, sha } = await stage.openPull("help");
    expect(await stage.found()).toEqual([`pull #${number}`]);
    await stage.bot.rest.checks.create({
      ...PLACE,
      name: "dakor",
      head_sha: sha,
      conclusion: "success",
    });
    expect(await stage.found()).toEqual([]);
  });

  test.each(["Thank you all", "See src/incidents for that", "/rebase"])(
    "an issue on which somebody wrote %o",
    async (body) => {
      const number = await stage.open([]);
      await settle();
      await stage.say("lea", number, body.replace("src/incidents", "the incidents"));
      expect(await stage.found()).toEqual([]);
    },
  );

  test("what is older than its last look, with time to spare for clocks that differ", async () => {
    const number = await stage.open([]);
    await stage.say("lea", number, "/incident");
    stage.advance(10 * MINUTE);
    expect(await stage.found()).toEqual([`issue #${number}`]);
    expect(await stage.found()).toEqual([`issue #${number}`]);
    stage.advance(HOUR);
    await stage.sweep();
    stage.advance(HOUR);
    expect(await stage.found()).toEqual([]);
  });

  test("what was said more than three days before the start", async () => {
    const number = await stage.open([]);
    await stage.say("lea", number, "/incident");
    stage.advance(3 * DAY + MINUTE);
    expect(await stage.found()).toEqual([]);
  });
});

test("F28: webhooks that GitHub held back for a day make no difference to what a sweep finds", async () => {
  const number = await stage.open([]);
  await stage.say("lea", number, "/incident");
  stage.advance(DAY);
  expect(await stage.found()).toEqual([`issue #${number}`]);
});

test("F36: at the start, every repository with open pull requests is judged again; later only those with an incident", async () => {
  await stage.openPull("help");
  stage.advance(HOUR);
  expect(await stage.found()).toEqual(["pull #1", "gate"]);
  expect(await stage.found()).toEqual([]);
  await stage.open(["incident"]);
  expect(await stage.found()).toEqual(["issue #2", "gate"]);
});

test("a sweep that fails looks as far back at its next try", async () => {
  const number = await stage.open([]);
  let isBroken = false;
  const { sweep } = createSweep({
    connect: async () => {
      if (isBroken) throw new Error("no token");
      return stage.bot;
    },
    receive: async () => undefined,
    now: () => Date.parse("2026-02-17T10:00:00Z") + later,
    app: async () => 7,
  });
  let later = 0;
  await sweep(100);
  await stage.say("lea", number, "/incident");
  isBroken = true;
  later = HOUR;
  await expect(sweep(100)).rejects.toThrow("no token");
  isBroken = false;
  expect((await sweep(100)).counts.comments).toBe(1);
});
