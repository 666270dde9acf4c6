import { afterEach, describe, expect, test } from "vitest";
import { listOf, recordOf, textOf } from "@dakor/local-github/narrow";
import { gateStage, type GateStage } from "./gate-stage.ts";

const FACTS = ["/severity critical", "/scope Customers", "/works New cards"].join("\n");
const NEWS = "<!-- dakor news alert";
const BOARD = "<!-- dakor board board -->";
const LINK = "<!-- dakor link";
const MINUTE = 60_000;

type LaggingStage = GateStage & {
  /** So many reads of incidents get the last answer in which these words were not yet. */
  readonly lag: (reads: number, words: string) => void;
  /** Comments that the App wrote, in their order, deleted ones too. */
  readonly said: () => readonly string[];
};

let stage: LaggingStage;
afterEach(() => stage.close());

async function laggingStage(): Promise<LaggingStage> {
  let answers: readonly unknown[] = [];
  let said: readonly string[] = [];
  let late = { reads: 0, words: "" };
  const gate = await gateStage(
    ({ operation }) => {
      if (operation !== "ReadIncident" || late.reads === 0) return undefined;
      late = { ...late, reads: late.reads - 1 };
      const body = answers.findLast((answer) => !JSON.stringify(answer).includes(late.words));
      return { kind: "before", status: 200, body };
    },
    ({ operation, body, responseBody, fault }) => {
      if (operation === "ReadIncident" && fault === undefined) answers = [...answers, responseBody];
      if (operation !== "mutation ApplyWrites" && operation !== "ApplyWrites") return;
      const inputs = Object.values(recordOf(recordOf(body)["variables"])).map(recordOf);
      const added = inputs.filter(({ subjectId }) => subjectId !== undefined);
      said = [...said, ...added.map((input) => textOf(input["body"]))];
    },
  );
  return {
    ...gate,
    lag: (reads, words) => {
      late = { reads, words };
    },
    said: () => said,
  };
}

function countOf(bodies: readonly string[], words: string): number {
  return bodies.filter((body) => body.startsWith(words)).length;
}

async function commentsOn(number: number): Promise<readonly string[]> {
  const comments = listOf(await stage.send("GET", `/issues/${number}/comments?per_page=100`));
  return comments.map((comment) => textOf(recordOf(comment)["body"]));
}

describe("F58: a read that doesn't show yet what the App wrote just before", () => {
  test.each([
    ["an alert", 1, NEWS],
    ["an alert, for some seconds", 4, NEWS],
    ["the board", 1, BOARD],
    ["a pull request's part in an incident", 2, LINK],
  ])("makes it say nothing twice: %s", async (_, reads, words) => {
    stage = await laggingStage();
    const number = await stage.declare(`${FACTS}\n/alert next 10m`);
    const pull = await stage.open("hide", ["src/checkout/pay.ts"]);
    await stage.as("lea").comment(number, `/kludge Saved cards hidden #${pull}`);
    await stage.settle();
    expect(countOf(stage.said(), words)).toBe(1);
    stage.lag(reads, words);
    await stage.as("john").comment(number, "/cause The token format changed");
    await stage.settle(MINUTE);
    expect(countOf(stage.said(), words)).toBe(1);
    const comments = await commentsOn(number);
    expect(countOf([...comments, ...(await commentsOn(pull))], words)).toBe(1);
    expect(comments.find((body) => body.startsWith(BOARD))).toContain("The token format changed");
    expect(await stage.product.dead()).toEqual([]);
  });
});

test("F58: a read that doesn't show yet what somebody has just said is repeated until it does", async () => {
  stage = await laggingStage();
  const number = await stage.declare(FACTS);
  await stage.settle();
  stage.lag(2, "/alert next 11m");
  await stage.as("lea").comment(number, "/alert next 11m");
  await stage.settle(MINUTE);
  expect(countOf(stage.said(), NEWS)).toBe(1);
});

test("a comment that was deleted at once keeps nobody waiting", async () => {
  stage = await laggingStage();
  const number = await stage.declare(FACTS);
  await stage.settle();
  const comment = await stage.as("lea").comment(number, "/alert next 11m");
  await stage.send("DELETE", `/issues/comments/${comment}`);
  await stage.as("lea").comment(number, "/cause The token format changed");
  await stage.settle();
  const board = (await commentsOn(number)).find((body) => body.startsWith(BOARD));
  expect(board).toContain("The token format changed");
});
