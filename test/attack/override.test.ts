import { afterEach, expect, test } from "vitest";
import { listOf, numberOf, recordOf, textOf } from "@dakor/local-github/narrow";
import { attackStage } from "./attack-stage.ts";
import type { AttackStage } from "./attack-stage.ts";
import { sample } from "../depth.ts";

let stage: AttackStage;
afterEach(() => stage.close());

const MINUTES = 60;

type Scene = { readonly pull: number; readonly incident: number; readonly evil: string };

/** #pull is harmless and held; the commit `evil` was on GitHub before, on a pull request that is closed since. */
async function begin(word: (pull: number) => string): Promise<Scene> {
  stage = await attackStage();
  const pull = await stage.open("innocent", ["src/checkout/help.ts"]);
  await stage.api("john", "POST /git/refs", {
    ref: "refs/heads/evil",
    sha: await stage.headOf("innocent"),
  });
  await stage.push("evil", "src/checkout/pay.ts");
  const evil = await stage.headOf("evil");
  const helper = await stage.openOn("evil", "main");
  await stage.wait(MINUTES);
  await stage.api("john", `PATCH /pulls/${helper}`, { state: "closed" });
  const incident = await stage.declare("/paths src/checkout/**");
  await stage.wait(MINUTES);
  expect(await stage.verdict(pull)).toBe("failure");
  await stage.as("lea").comment(incident, word(pull));
  return { pull, incident, evil };
}

const moveTo = (sha: string): Promise<unknown> =>
  stage.api("john", "PATCH /git/refs/heads/innocent", { sha, force: true });

const override = (pull: number): string =>
  `/override #${pull} because it only changes the help page`;
const WORDS: readonly (readonly [string, (pull: number) => string])[] = [
  ["/override", override],
  ["/fix", (pull) => `/fix #${pull}`],
  ["/kludge", (pull) => `/kludge Another help page #${pull}`],
];

test.each(sample(WORDS, 1))(
  "%s ends when the branch is moved to a commit that was known before",
  async (_, word) => {
    const { pull, evil, incident } = await begin(word);
    await stage.wait(MINUTES);
    expect(await stage.verdict(pull)).toBe("success");
    await moveTo(evil);
    await stage.wait(MINUTES);
    expect(await stage.verdict(pull)).toBe("failure");
    await stage.as("lea").comment(incident, "/note go on");
    await stage.wait(20 * MINUTES);
    expect(await stage.verdict(pull)).toBe("failure");
  },
);

test.each(sample(WORDS, 1))(
  "%s ends with a new commit, and is renewed by whoever may",
  async (_, word) => {
    const { pull, incident } = await begin(word);
    await stage.wait(MINUTES);
    await stage.push("innocent", "src/checkout/more.ts");
    await stage.wait(MINUTES);
    expect(await stage.verdict(pull)).toBe("failure");
    await stage.as("john").comment(incident, word(pull));
    await stage.wait(MINUTES);
    expect(await stage.verdict(pull)).toBe("failure");
    await stage.as("lea").comment(incident, word(pull));
    await stage.wait(MINUTES);
    expect(await stage.verdict(pull)).toBe("success");
  },
);

test("a named commit is the only one: moved before the bot gets to it, nothing passes", async () => {
  stage = await attackStage();
  const pull = await stage.open("innocent", ["src/checkout/help.ts"]);
  const incident = await stage.declare("/paths src/checkout/**");
  await stage.wait(MINUTES);
  const seen = (await stage.headOf("innocent")).slice(0, 7);
  await stage.as("lea").comment(incident, `/override #${pull}@${seen} because it is the help page`);
  await stage.push("innocent", "src/checkout/pay.ts");
  await stage.wait(MINUTES);
  expect(await stage.verdict(pull)).toBe("failure");
  const comments = listOf(await stage.api("lea", `GET /issues/${incident}/comments`));
  expect(recordOf(comments.at(-1))["body"]).toContain("another commit than the one that you named");
});

test("a board that somebody edits remembers nothing, and nothing is guessed", async () => {
  const { pull, incident, evil } = await begin(override);
  await stage.wait(MINUTES);
  const comments = listOf(await stage.api("lea", `GET /issues/${incident}/comments`));
  const board = comments.map(recordOf).find(({ body }) => textOf(body).includes("dakor board"));
  await moveTo(evil);
  await stage.api("john", `PATCH /issues/comments/${numberOf(board?.["id"])}`, { body: "gone" });
  await stage.wait(20 * MINUTES);
  expect(await stage.verdict(pull)).toBe("failure");
});
