import { afterEach, describe, expect, test } from "vitest";
import { listOf, numberOf, recordOf, textOf } from "@dakor/local-github/narrow";
import { gateStage, type GateStage } from "./gate-stage.ts";
import { isDeep } from "../depth.ts";

let stage: GateStage;
afterEach(() => stage.close());

const FACTS = ["/severity critical", "/scope Customers", "/works New cards"].join("\n");
const MINUTE = 60_000;
const WORKFLOW = ".github/workflows/deploy.yml";

async function boardOf(number: number): Promise<string> {
  const comments = listOf(await stage.send("GET", `/issues/${number}/comments?per_page=100`));
  const bodies = comments.map((comment) => textOf(recordOf(comment)["body"]));
  return bodies.filter((body) => body.startsWith("<!-- dakor board board -->")).join();
}

function requests(): number {
  return stage.asked().filter((asked) => asked.endsWith("/requested_reviewers")).length;
}

function writes(): number {
  return stage.asked().filter((asked) => asked === "ApplyWrites").length;
}

describe("a rollback that changes a workflow", () => {
  test.runIf(isDeep)(
    "is answered where somebody waits, with what to do, and tried again only when somebody asks",
    async () => {
      stage = await gateStage();
      const pull = await stage.open("deploy", [WORKFLOW]);
      await stage.send("PUT", `/pulls/${pull}/merge`, {});
      const number = await stage.declare(FACTS);
      await stage.settle();
      await stage.as("lea").comment(number, `/rollback #${pull}`);
      await stage.settle(60 * MINUTE);
      expect(await answers(number)).toEqual([expect.stringContaining("*Revert* button")]);
      expect(await answers(number)).toEqual([expect.stringMatching(/@lea: .*refusing to allow/)]);
      const board = await boardOf(number);
      expect(board).toContain("**not possible**");
      expect(board).not.toContain("[!WARNING]");
      expect(await stage.product.dead()).toEqual([]);
      expect(await stage.product.isWaiting()).toBe(false);

      // The next looks write what is new, and leave the rollback alone.
      stage.asked();
      await stage.as("lea").comment(number, "/cause The token format changed");
      await stage.settle(60 * MINUTE);
      expect(await boardOf(number)).toContain("The token format changed");
      expect(await answers(number)).toHaveLength(1);
      stage.asked();
      await stage.product.sweep();
      await stage.settle(60 * MINUTE);
      expect(writes()).toBe(0);
      expect(await stage.product.dead()).toEqual([]);

      // Whoever asks again gets another try, and another answer.
      await stage.as("lea").comment(number, `/rollback #${pull}`);
      await stage.settle(60 * MINUTE);
      expect(await answers(number)).toHaveLength(2);
      expect(await boardOf(number)).toContain("- **K2**");
    },
  );
});

async function answers(number: number): Promise<readonly string[]> {
  const comments = listOf(await stage.send("GET", `/issues/${number}/comments?per_page=100`));
  return comments
    .map((comment) => textOf(recordOf(comment)["body"]))
    .filter((body) => body.startsWith("<!-- dakor reply kludge-impossible:"));
}

describe("a review that can't be asked for", () => {
  const config = ["timezone: UTC", "report:", "  reviewers: [acme/ops, gone]"].join("\n");
  const granted = { checks: "write", issues: "write", metadata: "read", pull_requests: "write" };

  async function report(): Promise<number> {
    await stage.as("lea").writeFile({
      path: ".github/dakor.yml",
      text: config,
      message: "Configure",
      branch: "main",
    });
    const number = await stage.declare(FACTS);
    await stage.settle();
    await stage.as("lea").comment(number, "/report");
    await stage.settle(60 * MINUTE);
    return number;
  }

  test.runIf(isDeep)(
    "is said once on the board, fails no look, and is not asked for again",
    async () => {
      stage = await gateStage();
      stage.github.changeInstallation({ permissions: { ...granted, contents: "write" } });
      const number = await report();
      const board = await boardOf(number);
      expect(board).toContain("GitHub refused to ask `gone` and `ops` to review");
      expect(board).toContain("organization permission `members: read`");
      // All at once, and then each alone.
      expect(requests()).toBe(3);
      expect(await stage.product.dead()).toEqual([]);
      await stage.as("lea").comment(number, "/cause The token format changed");
      await stage.product.sweep();
      await stage.settle(60 * MINUTE);
      expect(requests()).toBe(0);
      const later = await boardOf(number);
      expect(later).toContain("The token format changed");
      expect(later.split("[!WARNING]")).toHaveLength(2);
      expect(await stage.product.isWaiting()).toBe(false);
    },
  );

  test("keeps nobody else from it: a team is asked with the permission for it", async () => {
    stage = await gateStage();
    await report();
    const [pull] = listOf(await stage.send("GET", "/pulls")).map(recordOf);
    const asked = recordOf(
      await stage.send("GET", `/pulls/${numberOf(pull?.["number"])}/requested_reviewers`),
    );
    expect(listOf(asked["teams"]).map((team) => recordOf(team)["slug"])).toEqual(["ops"]);
    expect(await stage.product.dead()).toEqual([]);
  });
});

test.each([
  ["with the permission", { members: "read" }, true],
  ["without it", {}, false],
])("a team that is mentioned hears of it only %s", async (_, members, isHeard) => {
  stage = await gateStage();
  const { permissions } = stage.manifest;
  const { members: __, ...others } = permissions;
  stage.github.changeInstallation({ permissions: { ...others, ...members } });
  await stage.as("lea").writeFile({
    path: ".github/dakor.yml",
    text: "timezone: UTC\nseverities:\n  critical:\n    mention: [acme/ops]\n",
    message: "Configure",
    branch: "main",
  });
  const number = await stage.declare(FACTS);
  await stage.settle();
  await stage.as("lea").comment(number, "/alert next 10m");
  await stage.settle(MINUTE);
  const news = listOf(await stage.send("GET", `/issues/${number}/comments`))
    .map(recordOf)
    .find(({ body }) => textOf(body).startsWith("<!-- dakor news alert"));
  expect(textOf(news?.["body"])).toContain("@acme/ops");
  const shown = await stage.htmlOf(numberOf(news?.["id"]));
  expect(shown.includes('class="team-mention"')).toBe(isHeard);
});
