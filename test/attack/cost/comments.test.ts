import { beforeAll, describe, expect, test } from "vitest";
import { judgePull } from "../../../src/github/gate/judge-pull.ts";
import { PERMISSION } from "../../github/fake-github.ts";
import type { Call, FakeGitHub } from "../../github/fake-github.ts";
import { gateGitHub, gateIssue, gateOptions, REF } from "../../github/gate/gate-recorded.ts";
import { comment, pull } from "../../github/recorded.ts";
import { SHARED } from "../../cost-of.ts";
import { longestTurn } from "./longest-turn.ts";

// The App has loaded it when the first pull request comes.
beforeAll(async () => {
  await import("../../../src/github/gate/judge-target.ts");
});

const STRANGER = { author: { __typename: "User", login: "anon" } };

/** An incident of lea's, with so many comments of somebody who has no role. */
function withComments(many: number, body: (index: number) => string): FakeGitHub {
  const comments = Array.from({ length: many }, (_, index) =>
    comment(`IC_9${index}`, body(index), STRANGER),
  );
  return gateGitHub([gateIssue(42, "docs/**", comments)], ["docs/a"], {
    answers: {
      [PERMISSION]: ({ variables }: Call) => ({
        role_name: variables["username"] === "lea" ? "maintain" : "none",
      }),
      ReadPulls: ({ variables }: Call) => ({
        repository: Object.fromEntries(
          Object.entries(variables)
            .filter(([name]) => name.startsWith("number"))
            .map(([name, number]) => [name.replace("number", "pull"), pull(Number(number))]),
        ),
      }),
    },
  });
}

function twentyNumbers(from: number): string {
  return Array.from({ length: 20 }, (_, index) => `#${100 + from * 20 + index}`).join(" ");
}

describe("ninety comments of a stranger", () => {
  test.each([
    ["footnotes", "/note x\n", "[^"],
    ["carets", "/note x\n", "^["],
    ["emphasis", "/note x\n", "*_"],
    ["angles", "/note x\n", "[<"],
    ["ticks", "/note x\n", "[`"],
    ["tables", "/note x\n", "|a|\n|-|\n"],
    ["hints", "It works for me ", "[^"],
  ])("of %s leave the loop to others", async (_, head, sign) => {
    const github = withComments(90, () => head + sign.repeat(8_180 / sign.length));
    const { answer, blocked } = await longestTurn(() => judgePull(github, REF, gateOptions()));
    expect(answer).toMatchObject({ verdict: "hold", reason: "report_missing" });
    expect(blocked).toBeLessThan(SHARED * 100);
  });

  test("with twenty numbers each cost no more than two requests for them", async () => {
    const github = withComments(90, (index) => `/suspect ${twentyNumbers(index)}`);
    await judgePull(github, REF, gateOptions());
    expect(github.names().filter((name) => name === "ReadPulls").length).toBeLessThanOrEqual(2);
    expect(github.calls.length).toBeLessThanOrEqual(10);
  });
});
