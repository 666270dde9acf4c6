import { describe, expect, test } from "vitest";
import {
  createRepositoryNames,
  type RepositoryName,
} from "../../src/app/webhook/repository-names.ts";
import { keysOfEvent } from "../../src/app/webhook/keys-of-event.ts";
import { learnNames } from "../../src/app/webhook/learn-event.ts";
import { narrowEvent } from "../../src/github/event/narrow-event.ts";
import type { HeardEvent } from "../../src/core/plan/jobs-of-event.ts";

const BASE = {
  installation: { id: 12 },
  repository: { id: 99, name: "shop", owner: { login: "acme" } },
  sender: { login: "lea" },
};
const INCIDENT = { number: 42, body: "", labels: [{ name: "incident" }] };
const PLAIN = { number: 42, body: "The button is grey", labels: [{ name: "bug" }] };

async function asked(): Promise<RepositoryName> {
  return { owner: "acme", repo: "asked" };
}

function heard(name: string, payload: object): HeardEvent {
  const event = narrowEvent(name, payload);
  if (event === undefined) throw new Error("Not an event.");
  return event;
}

function keys(payload: object): readonly string[] {
  return keysOfEvent(heard("issues", payload), () => false);
}

describe("an incident that has left", () => {
  test("F17: a transferred incident goes on where it is now, and no longer holds anything where it was", () => {
    const changes = {
      new_issue: { number: 7 },
      new_repository: { id: 77, name: "store", owner: { login: "acme" } },
    };
    const payload = { ...BASE, action: "transferred", issue: INCIDENT, changes };
    expect(keys(payload)).toEqual(["gate:12:99", "issue:12:77#7"]);
    expect(keys({ ...payload, issue: PLAIN })).toEqual([]);
  });

  test("F18: a deleted incident no longer holds anything", () => {
    const payload = { ...BASE, action: "deleted", issue: INCIDENT };
    expect(keys(payload)).toEqual(["gate:12:99"]);
  });
});

describe("the book of names", () => {
  test("F24: webhooks teach names that are not known; one about a new name only makes it be asked", async () => {
    const book = createRepositoryNames();
    const learn = (name: string, action: string, repo: string): void =>
      learnNames(
        heard(name, { ...BASE, action, repository: { ...BASE.repository, name: repo } }),
        book,
      );
    learn("issues", "opened", "shop");
    learn("issues", "opened", "late");
    expect(await book.read(99, asked)).toEqual({ owner: "acme", repo: "shop" });
    learn("repository", "renamed", "store");
    expect(await book.read(99, asked)).toEqual({ owner: "acme", repo: "asked" });
    learn("repository", "transferred", "other");
    learn("issues", "opened", "store");
    expect(await book.read(99, asked)).toEqual({ owner: "acme", repo: "store" });
  });

  test("the book of names is bounded: the oldest is asked for again", async () => {
    const book = createRepositoryNames(2);
    for (const id of [1, 2, 3]) book.correct(id, { owner: "acme", repo: `known-${id}` });
    const repos = [1, 2, 3].map(async (id) =>
      book.read(id, async () => ({ owner: "acme", repo: "asked" })),
    );
    expect((await Promise.all(repos)).map(({ repo }) => repo)).toEqual([
      "asked",
      "known-2",
      "known-3",
    ]);
  });
});
