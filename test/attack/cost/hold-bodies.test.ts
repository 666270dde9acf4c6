import { connect } from "node:net";
import type { Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { ATTACK_MS } from "../../depth.ts";
import { createBodyBudget } from "../../../src/app/http/body-budget.ts";
import { GRACE } from "../../../src/app/http/read-body.ts";
import { HOOK, rawHead, startReceiver } from "../../app/webhook/receiver.ts";

/** Milliseconds; longer on request. */
const MEBIBYTE = 1024 * 1024;

/** Connections that send so much of a body that nobody signed, keep it open, and come again when they are cut off. */
function holdBodies(
  port: number,
  sizes: readonly number[],
): Disposable & { readonly count: () => number } {
  const live = new Set<Socket>();
  let isOver = false;
  const open = (size: number): void => {
    const socket = connect(port, "127.0.0.1");
    live.add(socket);
    socket.on("error", () => undefined).resume();
    socket.on("close", () => {
      live.delete(socket);
      if (!isOver) setTimeout(open, 10, size);
    });
    socket.write(rawHead(`content-length: ${24 * MEBIBYTE}`));
    socket.write(Buffer.alloc(size, "a"));
  };
  for (const size of sizes) open(size);
  return {
    count: () => live.size,
    [Symbol.dispose]: () => {
      isOver = true;
      for (const socket of live) socket.destroy();
    },
  };
}

describe("bodies that nobody signed, held for as long as somebody wants", () => {
  test(
    "no signed delivery is refused meanwhile",
    async () => {
      await using receiver = await startReceiver();
      const port = Number(new URL(receiver.url).port);
      const large = Array.from({ length: 25 }, () => 4 * MEBIBYTE - 65_536);
      using attack = holdBodies(port, [...large, 1_600_000, 30_000]);
      await sleep(500);
      expect(attack.count()).toBeGreaterThan(0);
      const answers: number[] = [];
      const until = performance.now() + ATTACK_MS;
      while (performance.now() < until) {
        answers.push(await receiver.post(HOOK));
        await sleep(50);
      }
      expect(answers.length).toBeGreaterThan(ATTACK_MS / 500);
      expect(answers.filter((status) => status !== 202)).toEqual([]);
    },
    ATTACK_MS + 30_000,
  );

  test("a body that comes slower than anybody's line is cut off before its time is over", async () => {
    await using receiver = await startReceiver();
    const begun = performance.now();
    const answer = await receiver.raw(`${rawHead(`content-length: ${HOOK.length}`)}{`);
    expect(answer).toMatch(/^HTTP\/1\.1 408 /);
    expect(performance.now() - begun).toBeLessThan(GRACE + 4000);
  }, 20_000);
});

describe("when there is no room", () => {
  const limits = { together: 100, address: 75 };

  type Step = readonly [body: string, address: string, bytes: number];
  test.each<readonly [string, readonly Step[], readonly string[]]>([
    [
      "nobody gives way before",
      [
        ["a", "x", 50],
        ["b", "x", 25],
        ["c", "y", 25],
      ],
      [],
    ],
    [
      "the oldest of an address gives way to its own",
      [
        ["a", "x", 50],
        ["b", "x", 50],
      ],
      ["a"],
    ],
    ["one that grows too long gives way itself", [["a", "x", 76]], ["a"]],
    [
      "an address that holds the most gives way to one that comes",
      [
        ["a", "x", 30],
        ["b", "x", 40],
        ["c", "y", 30],
        ["d", "z", 20],
      ],
      ["a"],
    ],
    [
      "of two that hold the same, the one that came first gives way",
      [
        ["a", "x", 40],
        ["b", "y", 40],
        ["c", "z", 30],
      ],
      ["a"],
    ],
    [
      "what holds nothing needn't",
      [
        ["a", "x", 0],
        ["b", "x", 70],
        ["c", "x", 20],
      ],
      ["b"],
    ],
  ])("%s", (_, steps, expected) => {
    const budget = createBodyBudget(limits);
    const gone: string[] = [];
    for (const [body, address, bytes] of steps) {
      budget.hold(address, () => void gone.push(body)).grow(bytes);
    }
    expect(gone).toEqual(expected);
  });

  test("what was let go is room again", () => {
    const budget = createBodyBudget(limits);
    const gone: string[] = [];
    const first = budget.hold("x", () => void gone.push("first"));
    first.grow(70);
    first.release();
    budget.hold("x", () => void gone.push("second")).grow(70);
    first.grow(70);
    expect(gone).toEqual([]);
  });
});
