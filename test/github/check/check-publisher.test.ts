import { describe, expect, test } from "vitest";
import { createCheckPublisher } from "../../../src/github/check/check-publisher.ts";
import { digestOf } from "../../../src/github/check/check-run.ts";
import { githubWith, PLACE, readApp, written } from "./renew-stage.ts";

describe("the book of checks", () => {
  const sha = "5".repeat(40);
  const words = { title: "", summary: "", annotations: [], isPlain: false } as const;
  const pass = { ...words, verdict: "pass" } as const;
  const hold = { ...words, verdict: "hold" } as const;

  test("never writes an older judgement over a newer one", async () => {
    const github = githubWith([]);
    const book = createCheckPublisher(readApp);
    const [older, newer] = [book.begin(), book.begin()];
    await book.publish(github, PLACE, { generation: newer, sha, words: hold, present: "none" });
    await book.publish(github, PLACE, { generation: older, sha, words: pass, present: "none" });
    expect(written(github)).toEqual([`POST ${Number(sha)} failure`]);
  });

  test("makes one check when two runs find none at the same time", async () => {
    const github = githubWith([]);
    const book = createCheckPublisher(readApp);
    const [first, second] = [book.begin(), book.begin()];
    await Promise.all([
      book.publish(github, PLACE, { generation: first, sha, words: pass, present: "none" }),
      book.publish(github, PLACE, { generation: second, sha, words: hold, present: "none" }),
    ]);
    expect(written(github)).toEqual([`POST ${Number(sha)} success`, "PATCH 1 failure"]);
  });

  test("writes again what another process has changed meanwhile, though it wrote the same before", async () => {
    const github = githubWith([]);
    const [one, other] = [createCheckPublisher(readApp), createCheckPublisher(readApp)];
    const red = { id: 1, conclusion: "failure", digest: digestOf(hold) };
    const green = { id: 1, conclusion: "success", digest: digestOf(pass) };
    const first = { generation: one.begin(), sha, words: hold, present: "none" } as const;
    await one.publish(github, PLACE, first);
    await other.publish(github, PLACE, { generation: 1, sha, words: pass, present: red });
    const third = { generation: one.begin(), sha, words: hold, present: green };
    expect(await one.publish(github, PLACE, third)).toBe(true);
    expect(await one.publish(github, PLACE, { ...third, present: red })).toBe(false);
    expect(written(github)).toEqual([
      `POST ${Number(sha)} failure`,
      "PATCH 1 success",
      "PATCH 1 failure",
    ]);
  });

  test("looks for this App's check by name, and not at a workflow's job of that name", async () => {
    const runs = [
      { id: 4, app: { id: 15368 }, conclusion: "success", external_id: digestOf(hold) },
      { id: 3, app: { id: 7 }, conclusion: "failure", external_id: digestOf(hold) },
    ];
    const github = githubWith([], {
      "GET /repos/{owner}/{repo}/commits/{ref}/check-runs": () => ({ check_runs: runs }),
    });
    const book = createCheckPublisher(readApp);
    const wanted = { generation: book.begin(), sha, words: hold };
    expect(await book.publish(github, PLACE, wanted)).toBe(false);
    await book.publish(github, PLACE, { ...wanted, isAsked: true });
    expect(written(github)).toEqual(["PATCH 3 failure"]);
  });
});
