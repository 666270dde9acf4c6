import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { manifestOf } from "../../../src/app/webhook/app-manifest.ts";
import type { Exchange } from "@dakor/local-github";
import { dequeuePulls } from "../../../src/github/check/dequeue-pulls.ts";
import { play, readStory } from "../../faults/play.ts";
import { EVENT_NEEDS, isMet, neededBy } from "./permissions-needed.ts";
import type { Need } from "./permissions-needed.ts";
import { isDeep } from "../../depth.ts";

/** Between them they use everything that the App does. */
const STORIES = [
  "happy-path",
  "rollback-on-command",
  "recommendations",
  "label-too-early",
  "nobody-answers",
] as const;

type Used = { readonly needs: readonly Need[]; readonly lacking: readonly string[] };

async function played(): Promise<Used> {
  const needs = new Map<string, Need>();
  const lacking = new Set<string>();
  const observe = (exchange: Exchange): void => {
    if (exchange.actor.kind !== "installation" || exchange.actorName !== "dakor[bot]") return;
    const { permissions } = exchange.actor;
    for (const need of neededBy(exchange)) {
      needs.set(need.join(" "), need);
      if (isMet(need, permissions)) continue;
      const what = exchange.operation ?? `${exchange.method} ${exchange.path}`;
      lacking.add(`${what} needs ${need.join(" or ")}, and has ${JSON.stringify(permissions)}`);
    }
  };
  for (const name of STORIES) await play(readStory(name), { observe });
  for (const need of [...Object.values(EVENT_NEEDS), ...(await neededByQueue())]) {
    needs.set(need.join(" "), need);
  }
  return { needs: [...needs.values()], lacking: [...lacking] };
}

/** The local GitHub has no merge queue to take anything out of. */
async function neededByQueue(): Promise<readonly Need[]> {
  let needs: readonly Need[] = [];
  const github = {
    graphql: async (query: string): Promise<unknown> => {
      const request = {
        index: 0,
        method: "POST",
        path: "/graphql",
        query: "",
        operation: undefined,
      };
      needs = neededBy({ ...request, body: { query } });
      return { m0: {} };
    },
    request: () => Promise.reject(new Error("It only takes out.")),
  };
  const pull = {
    id: "PR_1",
    number: 1,
    head: "",
    filesCount: 1,
    turn: "queued" as const,
    glimpse: "unclear" as const,
    isChecked: false,
    isOwn: true,
  };
  await dequeuePulls(async () => github, [pull]).catch(() => undefined);
  return needs;
}

const used = played();

test.runIf(isDeep)("every request of the stories may be made with its own token", async () => {
  expect((await used).lacking).toEqual([]);
});

test("the manifest has what the stories use, and nothing that they don't", async () => {
  const { needs } = await used;
  const { permissions } = manifestOf("full");
  expect(needs.filter((need) => !isMet(need, permissions))).toEqual([]);
  const spare = Object.entries(permissions).filter(([name, level]) => {
    const less = { ...permissions, [name]: level === "write" ? "read" : "none" };
    return needs.every((need) => isMet(need, less));
  });
  expect(spare).toEqual([]);
});

test("every event has a permission, and the manifest asks for both", () => {
  for (const kind of ["full", "minimal"] as const) {
    const { events, permissions } = manifestOf(kind);
    expect(events).toEqual(Object.keys(EVENT_NEEDS));
    expect(Object.values(EVENT_NEEDS).filter((need) => !isMet(need, permissions))).toEqual([]);
  }
});

test.each([
  ["app.yml", "full"],
  ["docs/reference/app-minimal.yml", "minimal"],
] as const)("%s is the %s manifest", (path, kind) => {
  const file: unknown = parse(readFileSync(new URL(`../../../${path}`, import.meta.url), "utf8"));
  const { permissions, events } = manifestOf(kind);
  expect(file).toMatchObject({ public: false, default_permissions: permissions });
  expect(file).toHaveProperty("default_events", events);
});

test("the minimal manifest writes no contents", () => {
  const { permissions } = manifestOf("minimal");
  expect(permissions).toEqual({
    ...manifestOf("full").permissions,
    contents: "read",
    merge_queues: "read",
  });
});

test("with the minimal manifest incidents go on, and the board names what was refused", async () => {
  const { end, dead } = await play(readStory("happy-path"), { manifest: "minimal" });
  const [thread] = end.threads;
  const board = thread?.own.find((text) => text.includes("dakor board")) ?? "";
  expect(board).toContain("✅ RESTORED");
  expect(board).toContain("Give the App the permission `contents: write`");
  expect(thread?.labels).toContain("dakor:report");
  expect(thread?.own.filter((text) => text.includes("dakor news"))).toHaveLength(3);
  for (const why of dead) expect(why).toContain("create-branch");
});
