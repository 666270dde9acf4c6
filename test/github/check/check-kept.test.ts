import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { conclusionOf } from "../../../src/github/check/check-run.ts";
import type { Check, CheckText } from "../../../src/github/check/check-run.ts";
import { createCheckPublisher } from "../../../src/github/check/check-publisher.ts";
import { createActionsCheckPublisher } from "../../../src/github/check/actions-check-publisher.ts";
import type { GitHub } from "../../../src/github/client/github.ts";
import { readChecks, readOpenPulls } from "../../../src/github/check/open-pulls.ts";
import { readCheck } from "../../../src/github/check/read-check.ts";
import { repo as PLACE, startValidated } from "../../local-github/start-validated.ts";
import type { Validated } from "../../local-github/start-validated.ts";
import { clientOf } from "../../local-github/start-validated.ts";
import { sample } from "../../depth.ts";

const APP = 12;
const ACTIONS = 15_368;
const PASS: CheckText = {
  verdict: "pass",
  title: "Free to merge",
  summary: "Nothing is held.",
  annotations: [],
  isPlain: true,
};

function hold(...paths: readonly string[]): CheckText {
  return {
    verdict: "hold",
    title: "Held",
    summary: `Held: ${paths.join(", ")}`,
    isPlain: false,
    annotations: paths.map((path) => ({
      path,
      start_line: 1,
      end_line: 1,
      annotation_level: "failure",
      message: "In src/**",
      title: "Held by incident 42",
    })),
  };
}

let stage: Validated;
let sha = "";

beforeEach(async () => {
  stage = await startValidated();
  const { git, repos, pulls } = stage.as("lea").rest;
  const { data: main } = await git.getRef({ ...PLACE, ref: "heads/main" });
  await git.createRef({ ...PLACE, ref: "refs/heads/faster", sha: main.object.sha });
  const { data: written } = await repos.createOrUpdateFileContents({
    ...PLACE,
    path: "src/a.ts",
    branch: "faster",
    message: "Faster",
    content: btoa("faster"),
  });
  sha = written.commit.sha ?? "";
  await pulls.create({ ...PLACE, title: "Faster", head: "faster", base: "main" });
});

afterEach(async () => {
  await stage.github.close();
  const [problem] = stage.problems();
  if (problem !== undefined) throw new Error(problem);
});

type Shown = { readonly conclusion: string | null; readonly summary: string | null };

/** What GitHub shows on the commit: the newest check and its annotations. */
async function shown(app = APP): Promise<Shown & { readonly annotated: readonly string[] }> {
  const { checks } = stage.as("lea").rest;
  const { data } = await checks.listForRef({ ...PLACE, ref: sha, filter: "all", app_id: app });
  const newest = data.check_runs.toSorted((one, other) => other.id - one.id)[0];
  const { data: annotations } = await checks.listAnnotations({
    ...PLACE,
    check_run_id: newest?.id ?? 0,
  });
  return {
    conclusion: newest?.conclusion ?? null,
    summary: newest?.output.summary ?? null,
    annotated: annotations.map(({ path }) => path),
  };
}

function publisher(github: GitHub): (words: CheckText) => Promise<boolean> {
  const book = createCheckPublisher(async () => APP);
  return (words) => book.publish(github, PLACE, { generation: book.begin(), sha, words });
}

describe("annotations that GitHub never takes away", () => {
  const STORIES: readonly (readonly [string, readonly CheckText[]])[] = [
    ["held, then free", [hold("a"), PASS]],
    ["held twice, then free", [hold("a"), hold("a", "b"), PASS]],
    ["held for other files", [hold("a"), hold("b")]],
    ["held in other words, by the same files", [hold("a"), { ...hold("a"), summary: "Still." }]],
    ["free, then held", [PASS, hold("a")]],
    ["free, held, free, held", [PASS, hold("a"), PASS, hold("a")]],
    ["held for fifty", [hold(...Array.from({ length: 50 }, (_, file) => `src/${file}`)), PASS]],
    ["free in other words", [PASS, { ...PASS, isPlain: false, summary: "An override." }]],
  ];
  test.each(sample(STORIES))("%s: the newest check has its own, and no other", async (_, said) => {
    const publish = publisher(stage.app);
    for (const words of said) await publish(words);
    const last = said.at(-1) ?? PASS;
    expect(await shown()).toEqual({
      conclusion: conclusionOf(last.verdict),
      summary: last.summary,
      annotated: last.annotations.map(({ path }) => path),
    });
  });
});

describe("a check that GitHub doesn't take as it is", () => {
  const OVER: readonly (readonly [string, CheckText])[] = [
    ["a summary of too many bytes", { ...hold("a"), summary: "日本".repeat(12_000) }],
    ["a summary of too many characters", { ...hold("a"), summary: "a".repeat(65_536) }],
    ["a title that is too long", { ...hold("a"), title: "a".repeat(256) }],
    [
      "an annotation that is too long",
      {
        ...hold("a"),
        annotations: hold("a").annotations.map((note) => ({
          ...note,
          message: "日".repeat(30_000),
        })),
      },
    ],
  ];
  test.each(sample(OVER))("%s: an earlier green one turns red all the same", async (_, words) => {
    const publish = publisher(stage.app);
    await publish(PASS);
    await publish(words);
    expect(await shown()).toMatchObject({
      conclusion: "failure",
      summary: expect.stringContaining("`dakor gate`"),
    });
    expect(await publish(words)).toBe(false);
  });
});

/** The check of the one that is open: from the list, or read for itself where the list doesn't show all of them. */
async function seenAmongOpen(app: number): Promise<Check | undefined> {
  const pulls = await readOpenPulls(stage.app, PLACE, app);
  const checks = await readChecks(stage.app, PLACE, { pulls, app });
  const [open] = pulls;
  expect(open?.check).toEqual(open?.isChecked === true ? checks.get(sha) : undefined);
  return checks.get(sha);
}

describe("the newest check is seen", () => {
  test.each([1, 5, 6, 31, 101])("of %i of this App on one head", async (many) => {
    for (let run = 1; run <= many; run += 1) {
      await stage.app.rest.checks.create({
        ...PLACE,
        name: "dakor",
        head_sha: sha,
        conclusion: run === many ? "failure" : "success",
        external_id: run === many ? "the newest" : "an older one",
      });
    }
    const newest = { conclusion: "failure", digest: "the newest" };
    expect(await readCheck(stage.app, PLACE, { sha, app: APP })).toMatchObject(newest);
    expect(await seenAmongOpen(APP)).toMatchObject(newest);
  });

  test.each([1, 4, 9])("of %i runs of a workflow, each with its own suite", async (many) => {
    for (let run = 1; run <= many; run += 1) {
      const conclusion = run === many ? "failure" : "success";
      await stage.github.addJob({ sha, name: "dakor", conclusion });
    }
    expect((await seenAmongOpen(ACTIONS))?.conclusion).toBe("failure");
  });

  test("of a job's token, which lies in the oldest suite", async () => {
    const [first] = [await stage.github.addJob({ sha, name: "dakor", conclusion: "success" })];
    await stage.github.addJob({ sha, name: "dakor", conclusion: "success" });
    await jobClient().rest.checks.create({
      ...PLACE,
      name: "dakor",
      head_sha: sha,
      conclusion: "failure",
    });
    const seen = await seenAmongOpen(ACTIONS);
    expect(seen?.conclusion).toBe("failure");
    expect(seen?.id).toBeGreaterThan(first ?? 0);
  });
});

function jobClient(): ReturnType<typeof clientOf> {
  return clientOf(stage.github, { auth: stage.github.actionsToken({ checks: "write" }) });
}

describe("a check that went with the run that it had joined", () => {
  test("is published again with the next verdict, by a job", async () => {
    const job = await stage.github.addJob({ sha, name: "build", conclusion: "success" });
    const github = jobClient();
    const book = createActionsCheckPublisher({ publishes: true });
    await book.publish(github, PLACE, { generation: 0, sha, words: PASS, present: "none" });
    const present = await readCheck(github, PLACE, { sha, app: ACTIONS });
    stage.github.deleteRunOf(job);
    expect(await readCheck(github, PLACE, { sha, app: ACTIONS })).toBeUndefined();
    // It went between the reading and the writing.
    const words = hold("a");
    await book.publish(github, PLACE, { generation: 0, sha, words, ...(present && { present }) });
    expect(await shown(ACTIONS)).toMatchObject({ conclusion: "failure", annotated: ["a"] });
  });

  test("is published again though the verdict is the same", async () => {
    const github = jobClient();
    const remembering = createCheckPublisher(async () => ACTIONS);
    const job = await stage.github.addJob({ sha, name: "build", conclusion: "success" });
    const first = { sha, words: hold("a"), present: "none" } as const;
    await remembering.publish(github, PLACE, { ...first, generation: remembering.begin() });
    stage.github.deleteRunOf(job);
    await remembering.publish(github, PLACE, { ...first, generation: remembering.begin() });
    expect(await shown(ACTIONS)).toMatchObject({ conclusion: "failure", annotated: ["a"] });
  });
});
