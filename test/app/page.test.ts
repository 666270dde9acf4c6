import { afterEach, beforeEach, expect, test } from "vitest";
import { listOf, numberOf, recordOf, textOf } from "@dakor/local-github/narrow";
import { gateStage } from "./gate-stage.ts";
import type { GateStage } from "./gate-stage.ts";
import { isDeep } from "../depth.ts";

let stage: GateStage;

beforeEach(async () => {
  stage = await gateStage();
});

afterEach(() => stage.close());

type Shown = { readonly id: number; readonly body: string; readonly thumbs: number };

async function comments(number: number): Promise<readonly Shown[]> {
  const found = listOf(await stage.send("GET", `/issues/${number}/comments?per_page=100`));
  return found.map(recordOf).map((comment) => ({
    id: numberOf(comment["id"]),
    body: textOf(comment["body"]),
    thumbs: numberOf(recordOf(comment["reactions"] ?? {})["+1"] ?? 0),
  }));
}

async function bodies(number: number, kind: string): Promise<readonly string[]> {
  const found = await comments(number);
  return found.map(({ body }) => body).filter((body) => body.startsWith(`<!-- dakor ${kind} `));
}

/** Some seconds later, as people are. */
async function say(by: "lea" | "john", pull: number, words: string): Promise<void> {
  stage.clock.jump(stage.clock.now() + 10_000);
  await stage.as(by).comment(pull, words);
  await stage.settle();
}

/** A comment on the pull request by its beginning. */
async function commentOn(pull: number, begins: string): Promise<Shown> {
  const found = (await comments(pull)).find(({ body }) => body.startsWith(begins));
  if (found === undefined) throw new Error(`Nobody said ${begins}`);
  return found;
}

test("a command on the page of an incident's pull request counts, is seen on both, and lets it through", async () => {
  const incident = await stage.declare("/severity critical\n/paths src/**");
  const pull = await stage.open("hotfix", ["src/pay.ts"]);
  await stage.as("lea").comment(incident, `/suspect #${pull}`);
  await stage.settle();
  expect((await stage.checkOf(pull))?.conclusion).not.toBe("success");
  stage.asked();
  await say("lea", pull, "/override because it is the hotfix");
  const asked = stage.asked().filter((request) => !request.includes("access_tokens"));
  expect(asked.filter((request) => request === "ReadPull")).toHaveLength(1);
  expect(asked.filter((request) => request === "ReadRelays")).toHaveLength(1);
  // All of the page's own run; the incident's begins with reading it.
  expect(asked.slice(0, asked.indexOf("ReadIncident"))).toEqual([
    "ReadPull",
    "ReadRelays",
    "ApplyWrites",
  ]);
  expect((await stage.checkOf(pull))?.conclusion).toBe("success");
  expect(await bodies(incident, "said")).toEqual([
    expect.stringContaining(`/override #${pull} because it is the hotfix\n`),
  ]);
  expect(await bodies(pull, "page")).toEqual([]);
  expect((await commentOn(pull, "/override")).thumbs).toBe(1);
  // The next push is another commit, which nobody saw.
  await stage.push("hotfix", "src/more.ts");
  await stage.settle();
  expect((await stage.checkOf(pull))?.conclusion).not.toBe("success");
});

test("somebody whose role nobody knows yet costs one request more, and that is all", async () => {
  const incident = await stage.declare("/severity critical\n/paths src/**");
  const pull = await stage.open("hotfix", ["src/pay.ts"]);
  await stage.as("lea").comment(incident, `/suspect #${pull}`);
  await stage.settle();
  stage.asked();
  await say("john", pull, "/tested On staging");
  const asked = stage.asked().filter((request) => !request.includes("access_tokens"));
  expect(asked.slice(0, asked.indexOf("ReadIncident"))).toEqual([
    "ReadPull",
    "ReadRelays",
    "GET /repos/acme/shop/collaborators/john/permission",
    "ApplyWrites",
  ]);
});

test.runIf(isDeep)(
  "a commit that came between the words and the bot was seen by nobody",
  async () => {
    const incident = await stage.declare("/severity critical\n/paths src/**");
    const pull = await stage.open("hotfix", ["src/pay.ts"]);
    await stage.as("lea").comment(incident, `/suspect #${pull}`);
    await stage.settle();
    stage.clock.jump(stage.clock.now() + 10_000);
    await stage.as("lea").comment(pull, "/override because it is the hotfix");
    stage.clock.jump(stage.clock.now() + 10_000);
    await stage.push("hotfix", "src/more.ts");
    stage.clock.jump(stage.clock.now() + 10_000);
    await stage.settle();
    expect(await bodies(incident, "said")).toHaveLength(1);
    expect((await stage.checkOf(pull))?.conclusion).not.toBe("success");
  },
);

test("facts and moments are on the board; edited and deleted there, they are here", async () => {
  const incident = await stage.declare("/severity critical");
  const pull = await stage.open("hide", ["src/pay.ts"]);
  await stage.as("lea").comment(incident, `/kludge Saved cards hidden #${pull}`);
  await stage.settle();
  await say("john", pull, "/cause A migration ran twice");
  expect((await bodies(incident, "board"))[0]).toContain("A migration ran twice");
  await say("john", pull, "/stable");
  expect(await bodies(incident, "said")).toHaveLength(2);
  const cause = await commentOn(pull, "/cause");
  await stage.as("john").editComment(cause.id, "/cause A migration ran three times");
  await stage.settle();
  expect((await bodies(incident, "board"))[0]).toContain("A migration ran three times");
  await stage.as("john").deleteComment(cause.id);
  await stage.settle();
  expect((await bodies(incident, "board"))[0]).not.toContain("A migration ran");
  expect(await bodies(incident, "said")).toHaveLength(1);
  expect(await bodies(pull, "page")).toEqual([]);
});

test.runIf(isDeep)(
  "what can't be done is answered on the incident, to whoever said it",
  async () => {
    const incident = await stage.declare("/severity critical");
    const pull = await stage.open("hide", ["src/pay.ts"]);
    await stage.as("lea").comment(incident, `/suspect #${pull}`);
    await stage.settle();
    await say("lea", pull, "/override");
    const [answer = ""] = await bodies(incident, "reply");
    expect(answer).toContain(`/override #${pull} because`);
    expect((await commentOn(pull, "/override")).thumbs).toBe(0);
  },
);

test.runIf(isDeep)(
  "where several incidents name it, one answer asks which, and nothing counts",
  async () => {
    const pull = await stage.open("hide", ["src/pay.ts"]);
    const first = await stage.declare(`/suspect #${pull}`);
    const second = await stage.declare(`/suspect #${pull}`);
    await stage.settle();
    await say("lea", pull, "/fix");
    const [answer = "", ...others] = await bodies(pull, "page");
    expect(others).toEqual([]);
    expect(answer).toContain(`#${first} and #${second}. Which one do you mean?`);
    expect(answer).toContain(`/fix #${pull}\n`);
    expect([...(await bodies(first, "said")), ...(await bodies(second, "said"))]).toEqual([]);
  },
);

test("where it has to do with no incident, other bots are not talked over", async () => {
  await stage.declare("/severity critical");
  const pull = await stage.open("grey", ["src/grey.ts"]);
  await say("lea", pull, "/fix");
  await say("lea", pull, "/close");
  await say("lea", pull, "/retest");
  expect(await bodies(pull, "page")).toEqual([]);
  await say("lea", pull, "/dakor fix");
  const [answer = ""] = await bodies(pull, "page");
  expect(answer).toContain("this pull request has to do with none that goes on");
});
