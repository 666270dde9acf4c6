import { expect, test } from "vitest";
import { COMMANDS, ruleOf } from "../../../../src/core/command/command.ts";
import type { CommandName } from "../../../../src/core/command/command.ts";
import { replay } from "../../../../src/core/replay/replay.ts";
import { acts, told } from "../../record/decided.ts";

const NAMES = Object.keys(COMMANDS).filter((name): name is CommandName => name in COMMANDS);

/** John may write, and the gate asks for maintainers. */
test.each(NAMES)("/%s is withheld from whoever has too low a role, as its row says", (name) => {
  const { role, usage, example = usage } = ruleOf(name);
  const { replies } = replay(
    told([acts("10:20", { by: "john", comment: example })]).world.snapshot,
  );
  const refusals = replies.flatMap((reply) => (reply.type === "refused" ? reply.refusals : []));
  expect(refusals.some(({ reason }) => reason === "role-too-low")).toBe(role === "gate.permission");
});
