import { afterEach, describe, expect, test } from "vitest";
import type { ApiRequest, Fault } from "@dakor/local-github";
import { listOf, recordOf, textOf } from "@dakor/local-github/narrow";
import type { Message, Outcome } from "../../src/text/notify/message.ts";
import { startProduct } from "../faults/product.ts";
import type { ProductOptions } from "../faults/product.ts";
import { gateStage, type GateStage } from "./gate-stage.ts";

const TARGETS = `
notify:
  chat: { type: slack, secret: DAKOR_SECRET_A, channel: C0123456789 }
  status: { type: webhook, secret: DAKOR_SECRET_B, url: "https://x.example/", audience: public }
`;
const FACTS = "/severity critical\n/scope Customers\n/works New cards";
const MINUTE = 60_000;

type Told = { readonly target: string; readonly message: Message; readonly thread?: string };

let stage: GateStage;
let told: Told[];
let edited: { readonly ref: string; readonly message: Message }[];
let answers: Readonly<Record<string, Outcome>>;
let onTell: (name: string) => Promise<void>;
afterEach(() => stage.close());

/** Targets that answer at once, and remember what they heard. */
const notify: NonNullable<ProductOptions["notify"]> = {
  connect: async ({ name }) => ({
    send: async (message, thread) => {
      await onTell(name);
      told.push({ target: name, message, ...(thread === undefined ? {} : { thread }) });
      return answers[name] ?? { kind: "sent", ref: `${name}-${told.length}` };
    },
    ...(name === "chat"
      ? {
          edit: async (ref, message) => {
            edited.push({ ref, message });
            return { kind: "gone", why: "it answered 404" };
          },
        }
      : {}),
  }),
};

async function notifyStage(
  fault?: (request: ApiRequest) => Fault | undefined,
  config = TARGETS,
): Promise<void> {
  told = [];
  edited = [];
  answers = {};
  onTell = async () => undefined;
  stage = await gateStage(fault, undefined, () => ({ notify }));
  await stage.as("lea").writeFile({
    path: ".github/dakor.yml",
    text: config,
    message: "Tell people",
    branch: "main",
  });
  await stage.settle();
}

async function commentsOn(number: number): Promise<readonly string[]> {
  const comments = listOf(await stage.send("GET", `/issues/${number}/comments?per_page=100`));
  return comments.map((comment) => textOf(recordOf(comment)["body"]));
}

/** "chat alert" */
function heard(): readonly string[] {
  return told.map(({ target, message }) => `${target} ${message.kind}`);
}

const isNoting = ({ operation = "", body }: ApiRequest): boolean =>
  operation.includes("ApplyWrites") && JSON.stringify(body).includes("dakor delivered");

test("whoever listens is told once, in a thread, and the board says so", async () => {
  await notifyStage();
  const number = await stage.declare(`${FACTS}\n/alert next 10m`);
  await stage.settle();
  expect(heard().toSorted()).toEqual(["chat alert", "status alert"]);
  await stage.as("lea").comment(number, "/update We found it. public: It is nearly over.");
  await stage.settle();
  expect(heard().slice(2).toSorted()).toEqual(["chat update", "status update"]);
  // Not even the ids say where it is, or what.
  const ids = told.map(({ message }) => message.id);
  expect([new Set(ids).size, ids.every((id) => /^[\da-f]{32}$/.test(id))]).toEqual([4, true]);
  expect(told.slice(2).map(({ thread }) => thread)).toEqual(
    told.slice(0, 2).map(({ target }, index) => `${target}-${index + 1}`),
  );
  await stage.settle(MINUTE);
  expect(told).toHaveLength(4);
  const comments = await commentsOn(number);
  expect(comments.filter((body) => body.includes("<!-- dakor delivered"))).toHaveLength(1);
  expect(comments.find((body) => body.startsWith("<!-- dakor board"))).toContain(
    "<summary>Told elsewhere (4 messages)</summary>",
  );
});

test("the first message of a thread shows how things stand, and who deleted it hears on", async () => {
  await notifyStage();
  const number = await stage.declare(`${FACTS}\n/alert next 10m`);
  await stage.settle();
  expect(edited).toEqual([]);
  const first = `chat-${told.findIndex(({ target }) => target === "chat") + 1}`;
  for (const text of ["/update We found it.", "/restored"]) {
    await stage.as("lea").comment(number, text);
    await stage.settle();
  }
  expect(edited.map(({ ref, message }) => [ref, message.kind])).toEqual([
    [first, "update"],
    [first, "restored"],
  ]);
  expect(heard().filter((one) => one.startsWith("chat"))).toEqual([
    "chat alert",
    "chat update",
    "chat restored",
  ]);
});

test("where nobody listens, nothing more is asked of GitHub; where somebody does, a read and a note", async () => {
  const asked = async (config: string): Promise<readonly string[]> => {
    await notifyStage(undefined, config);
    const number = await stage.declare(FACTS);
    await stage.settle();
    stage.asked();
    await stage.as("lea").comment(number, "/alert next 10m");
    await stage.settle();
    return stage.asked().filter((what) => !what.includes("access_tokens"));
  };
  const before = await asked("timezone: UTC\n");
  await stage.close();
  const after = await asked(TARGETS);
  expect(before).toEqual(["ReadIncident", "ApplyWrites"]);
  // The note, and what it makes of the board.
  const board = ["ReadIncident", "ApplyWrites"];
  expect(after).toEqual([...before, "ReadIncident", "ApplyWrites", ...board]);
});

test("a target that fails is told when it answers again, and delays nobody", async () => {
  await notifyStage();
  answers = { chat: { kind: "retry", why: "it answered 503" } };
  const number = await stage.declare(`${FACTS}\n/alert next 10m`);
  await stage.settle(1000);
  expect(heard()).toContain("status alert");
  const board = async (): Promise<string> =>
    (await commentsOn(number)).find((body) => body.startsWith("<!-- dakor board")) ?? "";
  expect(await board()).toContain("**chat**: the alert, not yet (it answered 503)");
  answers = {};
  await stage.settle(MINUTE);
  expect(heard().filter((what) => what === "status alert")).toHaveLength(1);
  const ids = told.filter(({ target }) => target === "chat").map(({ message }) => message.id);
  expect(ids.length).toBeGreaterThan(1);
  expect(new Set(ids).size).toBe(1);
  expect(await board()).toMatch(/\*\*chat\*\*: the alert, .* UTC, after \d tries/);
});

test("whoever heard of a false alarm hears that it was one, and nobody else does", async () => {
  await notifyStage();
  answers = { status: { kind: "refused", why: "it answered 400" } };
  const number = await stage.declare(`${FACTS}\n/alert next 10m`);
  await stage.settle();
  await stage.send("PATCH", `/issues/${number}`, { state: "closed", state_reason: "not_planned" });
  await stage.settle();
  expect(heard().toSorted()).toEqual(["chat alert", "chat false-alarm", "status alert"]);
  expect(told.at(-1)?.message.title).toBe("False alarm: Cards are refused");
});

test("a target that is gone hears no more, until somebody asks for it", async () => {
  await notifyStage();
  answers = { chat: { kind: "gone", why: "it answered 410" } };
  const number = await stage.declare(`${FACTS}\n/alert next 10m`);
  await stage.settle();
  answers = {};
  await stage.as("lea").comment(number, "/update Still looking.");
  await stage.settle();
  expect(heard().filter((what) => what.startsWith("chat"))).toEqual(["chat alert"]);
  await stage.as("lea").comment(number, "/resend chat");
  await stage.settle();
  expect(heard().filter((what) => what.startsWith("chat"))).toEqual([
    "chat alert",
    "chat alert",
    "chat update",
  ]);
});

test("T55: a label that is set while messages go out holds back those that have not gone", async () => {
  await notifyStage();
  const isDown: Outcome = { kind: "retry", why: "it answered 503" };
  answers = { status: isDown, chat: isDown };
  const number = await stage.declare(`${FACTS}\n/alert next 10m`);
  await stage.settle(1000);
  await stage.as("lea").comment(number, "/update We found it. public: It is nearly over.");
  await stage.settle(1);
  told = [];
  answers = {};
  let isLabelled = false;
  onTell = async (name) => {
    if (name !== "status" || isLabelled) return;
    isLabelled = true;
    await stage.send("POST", `/issues/${number}/labels`, { labels: ["incident:private"] });
  };
  await stage.settle(MINUTE);
  expect(isLabelled).toBe(true);
  expect(heard().filter((one) => one.startsWith("status"))).toEqual(["status alert"]);
});

describe("nothing is told twice", () => {
  test.each<readonly [string, Fault]>([
    ["GitHub fails before it has noted it", { kind: "before", status: 502 }],
    ["the line is cut after it has", { kind: "cut-after" }],
  ])("in one process, where %s", async (_, fault) => {
    let times = 1;
    await notifyStage((request) => {
      if (!isNoting(request) || times === 0) return undefined;
      times -= 1;
      return fault;
    });
    const number = await stage.declare(`${FACTS}\n/alert next 10m`);
    await stage.settle(MINUTE);
    expect(times).toBe(0);
    expect(heard().toSorted()).toEqual(["chat alert", "status alert"]);
    expect((await commentsOn(number)).join("\n")).toContain("<!-- dakor delivered");
  });

  test("where GitHub shows for a while what was before the note", async () => {
    const reads: unknown[] = [];
    let isLate = false;
    told = [];
    answers = {};
    onTell = async () => undefined;
    stage = await gateStage(
      ({ operation }) => {
        const body = reads.findLast((read) => !JSON.stringify(read).includes("dakor delivered"));
        return isLate && operation === "ReadIncident" && body !== undefined
          ? { kind: "before", status: 200, body }
          : undefined;
      },
      ({ operation, responseBody, fault }) => {
        if (operation === "ReadIncident" && fault === undefined) reads.push(responseBody);
      },
      () => ({ notify }),
    );
    await stage.as("lea").writeFile({
      path: ".github/dakor.yml",
      text: TARGETS,
      message: "Tell people",
      branch: "main",
    });
    await stage.declare(`${FACTS}\n/alert next 10m`);
    await stage.settle();
    expect(told).toHaveLength(2);
    isLate = true;
    await stage.product.sweep();
    await stage.settle(MINUTE);
    expect(told).toHaveLength(2);
  });

  test("but where the process ends between an answer and its note: once more, with the same id", async () => {
    let isEnding = true;
    await notifyStage((request) =>
      isEnding && isNoting(request) ? { kind: "cut-before" } : undefined,
    );
    const number = await stage.declare(`${FACTS}\n/alert next 10m`);
    await stage.settle(1);
    expect(told).toHaveLength(2);
    await stage.product.stop();
    isEnding = false;
    const next = await startProduct(stage.github, stage.clock, { notify });
    for (let round = 0; round < 20; round += 1) {
      await next.idle();
      const due = stage.clock.next();
      if (due !== undefined && due < stage.clock.now() + 5000) stage.clock.jump(due);
    }
    await next.stop();
    expect(heard().toSorted()).toEqual([
      "chat alert",
      "chat alert",
      "status alert",
      "status alert",
    ]);
    expect(new Set(told.map(({ message }) => message.id)).size).toBe(2);
    expect((await commentsOn(number)).join("\n")).toContain("<!-- dakor delivered");
  });
});
