import { afterEach, describe, expect, test } from "vitest";
import { listOf, recordOf, textOf } from "@dakor/local-github/narrow";
import type { FaultHook } from "@dakor/local-github";
import { gateStage, type GateStage } from "./gate-stage.ts";
import { isDeep } from "../depth.ts";

let stage: GateStage;
afterEach(() => stage.close());

const FACTS = ["/severity critical", "/scope Customers", "/works New cards"].join("\n");

async function boardOf(number: number): Promise<string> {
  const comments = listOf(await stage.send("GET", `/issues/${number}/comments?per_page=100`));
  const boards = comments
    .map((comment) => textOf(recordOf(comment)["body"]))
    .filter((body) => body.startsWith("<!-- dakor board board -->"));
  expect(boards).toHaveLength(1);
  return boards.join();
}

const MINUTE = 60_000;
const GRANTED = { checks: "write", issues: "write", metadata: "read", pull_requests: "write" };

describe("what GitHub refuses", () => {
  test.runIf(isDeep)(
    "F08: is said on the board, once, with the permission that is missing; and no more when it was given",
    async () => {
      stage = await gateStage();
      stage.github.changeInstallation({ permissions: { ...GRANTED, contents: "read" } });
      const number = await stage.declare(FACTS);
      await stage.settle();
      expect(await boardOf(number)).not.toContain("[!WARNING]");
      await stage.as("lea").comment(number, "/report");
      await stage.settle(5 * MINUTE);
      const board = await boardOf(number);
      expect(board).toContain(`GitHub refused to create the branch \`dakor/report-${number}\``);
      expect(board).toContain("Give the App the permission `contents: write`");
      expect(board.split("[!WARNING]")).toHaveLength(2);

      stage.asked();
      await stage.product.sweep();
      await stage.settle(5 * MINUTE);
      expect(await boardOf(number)).toBe(board);

      const contents = "write";
      stage.github.changeInstallation({ permissions: { ...GRANTED, contents } });
      stage.github.announceInstallation("lea");
      await stage.settle(5 * MINUTE);
      expect(await boardOf(number)).not.toContain("[!WARNING]");
      expect(await stage.send("GET", `/git/ref/heads/dakor/report-${number}`)).toHaveProperty(
        "object",
      );
      expect(await stage.product.dead()).toEqual([]);
    },
  );

  test("F53: a key that is given up is said on the board, until a look succeeds", async () => {
    let isBroken = false;
    const fault: FaultHook = ({ operation }) =>
      isBroken && operation === "ReadIncident"
        ? { kind: "before", status: 502, body: { message: "Bad gateway at 10.0.0.1:443" } }
        : undefined;
    stage = await gateStage(fault);
    const number = await stage.declare(FACTS);
    await stage.settle();
    const calm = await boardOf(number);
    isBroken = true;
    await stage.as("lea").comment(number, "/checking");
    await stage.settle(3 * 60 * MINUTE);
    expect((await stage.product.dead()).map(({ key }) => key)).toEqual([
      expect.stringMatching(/^issue:100:\d+#\d+$/),
    ]);
    const board = await boardOf(number);
    expect(board).toContain("dakor could not finish its last look at this incident");
    expect(board).not.toContain("10.0.0.1");
    expect(board.startsWith(calm)).toBe(true);
    isBroken = false;
    await stage.as("lea").comment(number, "thanks");
    await stage.settle(MINUTE);
    expect(await boardOf(number)).not.toContain("could not finish");
    expect(await stage.product.dead()).toEqual([]);
  });
});

describe("F18: a locked issue", () => {
  test("is worked on as any other, since the App may write there", async () => {
    stage = await gateStage();
    const number = await stage.declare(FACTS);
    await stage.send("PUT", `/issues/${number}/lock`, {});
    await stage.settle();
    await stage.as("lea").comment(number, "/cause The token format changed");
    await stage.settle();
    expect(await boardOf(number)).toContain("The token format changed");
    expect(await stage.product.dead()).toEqual([]);
  });

  test("where GitHub refuses comments all the same is said on the board, and made up for when it may", async () => {
    let isShut = false;
    stage = await gateStage(({ operation, body }) => {
      const written = JSON.stringify(body);
      if (!isShut || operation !== "ApplyWrites" || !written.includes("AddCommentInput!")) {
        return undefined;
      }
      const aliases = [...written.matchAll(/(write\d+): /g)].map(([, alias]) => alias ?? "");
      const message = "Unable to create comment because issue is locked.";
      return {
        kind: "before",
        status: 200,
        body: {
          data: Object.fromEntries(aliases.map((alias) => [alias, null])),
          errors: aliases.map((alias) => ({ type: "FORBIDDEN", message, path: [alias] })),
        },
      };
    });
    const number = await stage.declare(FACTS);
    await stage.settle();
    isShut = true;
    await stage.as("lea").comment(number, "/alert next 10m");
    await stage.settle(5 * MINUTE);
    expect(await boardOf(number)).toContain("because issue is locked");
    expect(await stage.product.isWaiting()).toBe(false);
    isShut = false;
    await stage.product.sweep();
    await stage.settle(MINUTE);
    expect(await boardOf(number)).not.toContain("because issue is locked");
    const comments = listOf(await stage.send("GET", `/issues/${number}/comments`)).map(recordOf);
    const news = comments.filter(({ body }) => textOf(body).startsWith("<!-- dakor news alert"));
    expect(news).toHaveLength(1);
  });
});

describe("an installation", () => {
  test.each([
    ["F09: that is suspended", { isSuspended: true }, { isSuspended: false }],
    ["F09: that is uninstalled", { isUninstalled: true }, { isUninstalled: false }],
    ["F09: without the repository", { hasRepository: false }, { hasRepository: true }],
  ])(
    "%s is left alone without a word, and looked at again when it is back",
    async (_, gone, back) => {
      stage = await gateStage();
      const number = await stage.declare(FACTS);
      await stage.settle();
      stage.github.changeInstallation(gone);
      // Every token is over.
      await stage.settle(61 * MINUTE);
      await stage.as("lea").comment(number, "/checking");
      await stage.settle(10 * MINUTE);
      expect(await stage.product.dead()).toEqual([]);
      expect(await stage.product.isWaiting()).toBe(false);
      expect(await boardOf(number)).not.toContain("▶ Alert");
      stage.github.changeInstallation(back);
      stage.github.announceInstallation("lea");
      await stage.settle(MINUTE);
      const comments = listOf(await stage.send("GET", `/issues/${number}/comments`)).map(recordOf);
      const said = comments.find(({ body }) => body === "/checking");
      expect(recordOf(said?.["reactions"])["+1"]).toBe(1);
    },
  );
});

describe("F24: a renamed repository", () => {
  test("keeps its incident, its board and its one key", async () => {
    stage = await gateStage();
    const number = await stage.declare(FACTS);
    await stage.settle();
    await stage.send("PATCH", "", { name: "store" });
    await stage.as("lea").comment(number, "/checking");
    await stage.settle();
    await stage.as("lea").comment(number, "/cause The token format changed");
    await stage.settle();
    expect(await boardOf(number)).toContain("The token format changed");
    expect(await stage.product.dead()).toEqual([]);
  });

  test("is asked for its name when it isn't there under the known one", async () => {
    let isLost = false;
    stage = await gateStage(({ operation }) => {
      if (!isLost || operation !== "ReadIncident") return undefined;
      isLost = false;
      const error = { type: "NOT_FOUND", message: "Could not resolve", path: ["repository"] };
      return { kind: "before", status: 200, body: { data: { repository: null }, errors: [error] } };
    });
    const number = await stage.declare(FACTS);
    await stage.settle();
    stage.asked();
    isLost = true;
    await stage.as("lea").comment(number, "/cause The token format changed");
    await stage.settle(MINUTE);
    expect(stage.asked().filter((what) => what.startsWith("GET /repositories/"))).toHaveLength(1);
    expect(await boardOf(number)).toContain("The token format changed");
  });
});
