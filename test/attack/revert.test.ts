import { afterEach, expect, test } from "vitest";
import { numberOf, recordOf, textOf } from "@dakor/local-github/narrow";
import { attackStage } from "./attack-stage.ts";
import type { AttackStage } from "./attack-stage.ts";
import { isDeep, sample } from "../depth.ts";

let stage: AttackStage;
afterEach(() => stage.close());

const PAY = "src/checkout/pay.ts";
const CARD = "src/checkout/card.ts";
const LIST = "src/catalog/list.ts";

/** A file as somebody's commit has it; without both it is gone. */
type Entry = {
  readonly path: string;
  readonly content?: string;
  readonly from?: "before" | "merged";
  /** Of which file the contents are; left out, its own. */
  readonly of?: string;
  readonly mode?: string;
};

type Scene = { readonly merged: number; readonly before: string; readonly now: string };

async function post(path: string, body: unknown): Promise<Readonly<Record<string, unknown>>> {
  const answer = recordOf(await stage.api("john", `POST ${path}`, body));
  expect(answer).not.toHaveProperty("message");
  return answer;
}

/** A commit of john's on top of another, with these files. */
async function commit(parent: string, entries: readonly Entry[], scene: Scene): Promise<string> {
  const tree = await Promise.all(
    entries.map(async ({ path, content, from, of = path, mode = "100644" }) => {
      const entry = { path, mode, type: "blob" };
      if (content !== undefined) {
        return { ...entry, sha: textOf((await post("/git/blobs", { content }))["sha"]) };
      }
      if (from === undefined) return { ...entry, sha: null };
      const ref = from === "before" ? scene.before : scene.now;
      const file = recordOf(await stage.api("john", `GET /contents/${of}?ref=${ref}`));
      return { ...entry, sha: textOf(file["sha"]) };
    }),
  );
  const before = recordOf(await stage.api("john", `GET /git/commits/${parent}`));
  const base = textOf(recordOf(before["tree"])["sha"]);
  const made = await post("/git/trees", { base_tree: base, tree });
  const body = { message: "Revert", tree: textOf(made["sha"]), parents: [parent] };
  return textOf(recordOf(await stage.api("john", "POST /git/commits", body))["sha"]);
}

/** #n changed pay.ts and brought card.ts; then the incident began. */
async function begin(method: string, base = "main"): Promise<Scene> {
  stage = await attackStage();
  const before = await stage.headOf("main");
  if (base !== "main") {
    await post("/git/refs", { ref: `refs/heads/${base}`, sha: before });
    await stage.push(base, PAY);
  }
  const start = await stage.headOf(base);
  await post("/git/refs", { ref: "refs/heads/cards", sha: start });
  await stage.push("cards", PAY);
  await stage.push("cards", CARD);
  const merged = await stage.openOn("cards", base);
  await stage.api("lea", `PUT /pulls/${merged}/merge`, { merge_method: method });
  await stage.wait(60);
  return { merged, before: start, now: await stage.headOf(base) };
}

async function revert(
  { scene, entries, on = "main" }: { scene: Scene; entries: readonly Entry[]; on?: string },
  says = `Reverts #${scene.merged}`,
): Promise<string> {
  const incident = await stage.declare("/paths src/checkout/**");
  await stage.wait(60);
  const sha = await commit(await stage.headOf(on), entries, scene);
  await post("/git/refs", { ref: "refs/heads/back", sha });
  const pull = await post("/pulls", {
    title: "Take it back",
    body: `${says}\n\nFor #${incident}`,
    head: "back",
    base: "main",
  });
  await stage.wait(60);
  return told(numberOf(pull["number"]));
}

async function told(pull: number): Promise<string> {
  const check = await stage.checkOf(pull);
  const why = /It says it reverts #\d+, but (.*?)\. So it is/.exec(check?.summary ?? "")?.[1];
  return [check?.conclusion, ...(why === undefined ? [] : [why])].join(": ");
}

const BACK: readonly Entry[] = [{ path: PAY, from: "before" }, { path: CARD }];
const NOT_AS = "failure: not as it was before";

const ROWS: readonly (readonly [string, readonly Entry[], string])[] = [
  ["all of it", BACK, "success"],
  ["one file of it, whole", [{ path: PAY, from: "before" }], "success"],
  ["the file that it brought", [{ path: CARD }], "success"],
  [
    "the same files with other contents",
    [{ path: PAY, content: "steal()" }, { path: CARD }],
    `${NOT_AS} #1: \`${PAY}\``,
  ],
  [
    "its file emptied instead of removed",
    [
      { path: PAY, from: "before" },
      { path: CARD, content: "" },
    ],
    `${NOT_AS} #1: \`${CARD}\``,
  ],
  [
    "a mode that wasn't",
    [{ path: PAY, from: "before", mode: "100755" }, { path: CARD }],
    `${NOT_AS} #1: \`${PAY}\``,
  ],
  ["a mode alone", [{ path: CARD, from: "merged", mode: "100755" }], `${NOT_AS} #1: \`${CARD}\``],
  [
    "a link in its place",
    [{ path: PAY, content: "/etc/passwd", mode: "120000" }, { path: CARD }],
    `${NOT_AS} #1: \`${PAY}\``,
  ],
  ["a file removed that was there before", [{ path: PAY }], `${NOT_AS} #1: \`${PAY}\``],
  [
    "one file more",
    [...BACK, { path: "src/checkout/more.ts", content: "more" }],
    "failure: #1 didn't change `src/checkout/more.ts`",
  ],
  [
    "a file changed elsewhere",
    [...BACK, { path: LIST, content: "more" }],
    `failure: #1 didn't change \`${LIST}\``,
  ],
  [
    "its file under a new name",
    [...BACK, { path: "src/checkout/card2.ts", from: "merged", of: CARD }],
    "failure: #1 didn't change `src/checkout/card2.ts`",
  ],
];

test.each(sample(ROWS))("of a squash: %s", async (_, entries, expected) => {
  expect(await revert({ scene: await begin("squash"), entries })).toBe(expected);
});

test.runIf(isDeep).each(["merge", "squash"])(
  "of a %s: one sign more than before",
  async (method) => {
    const scene = await begin(method);
    const file = recordOf(await stage.api("john", `GET /contents/${PAY}?ref=${scene.before}`));
    const content = `${Buffer.from(textOf(file["content"]), "base64").toString()} `;
    const words = await revert({ scene, entries: [{ path: PAY, content }, { path: CARD }] });
    expect(words).toBe(`${NOT_AS} #${scene.merged}: \`${PAY}\``);
  },
);

test.runIf(isDeep)("of a merge: all of it", async () => {
  expect(await revert({ scene: await begin("merge"), entries: BACK })).toBe("success");
});

test.runIf(isDeep).each(["merge", "squash"])("GitHub's own revert of a %s", async (method) => {
  const { merged } = await begin(method);
  const incident = await stage.declare("/paths src/checkout/**");
  await stage.wait(60);
  const pull = await stage.as("john").revert(merged);
  await stage.api("john", `PATCH /pulls/${pull}`, {
    body: `Reverts #${merged}\n\nFor #${incident}`,
  });
  await stage.wait(60);
  expect(await told(pull)).toBe("success");
});

test("what others did since to another file stays, and it still is a revert", async () => {
  const scene = await begin("squash");
  await stage.push("main", LIST);
  expect(await revert({ scene, entries: BACK })).toBe("success");
});

test("what others did since to the same file may go with it, but nothing may stay or come", async () => {
  const scene = await begin("squash");
  await stage.push("main", PAY);
  expect(await revert({ scene, entries: BACK })).toBe("success");
});

test.runIf(isDeep)(
  "a revert that keeps what others did since to the same file is for somebody to look at",
  async () => {
    const scene = await begin("squash");
    await stage.push("main", PAY);
    const entries = [{ path: PAY, content: "theirs, without ours" }, { path: CARD }];
    expect(await revert({ scene, entries })).toBe(`${NOT_AS} #${scene.merged}: \`${PAY}\``);
  },
);

test.runIf(isDeep)("one that was merged into somebody's own branch proves nothing", async () => {
  const scene = await begin("squash", "mine");
  const words = await revert({ scene, entries: [{ path: PAY, from: "before" }] });
  expect(words).toBe(`failure: #${scene.merged} was merged into another branch`);
});

test("one that isn't merged", async () => {
  const scene = await begin("squash");
  const open = await stage.open("open", [PAY]);
  const words = await revert({ scene, entries: BACK }, `Reverts #${open}`);
  expect(words).toBe(`failure: #${open} isn't a merged pull request`);
});
