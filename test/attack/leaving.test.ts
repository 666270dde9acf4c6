import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { parseJson, recordOf, textOf } from "@dakor/local-github/narrow";
import { attackStage } from "./attack-stage.ts";
import type { AttackStage } from "./attack-stage.ts";

let stage: AttackStage;
beforeEach(async () => {
  stage = await attackStage();
});
afterEach(() => stage.close());

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DELETE = `mutation Delete($id: ID!) { deleteIssue(input: { issueId: $id }) { clientMutationId } }`;

/** A change of the checkout, which an incident of lea's holds. */
async function held(): Promise<{ readonly pull: number; readonly incident: number }> {
  const pull = await stage.open("pay", ["src/checkout/pay.ts"]);
  const incident = await stage.declare("/paths src/checkout/**");
  await stage.wait(MINUTE);
  expect(await stage.verdict(pull)).toBe("failure");
  return { pull, incident };
}

async function remove(login: string, issue: number): Promise<unknown> {
  const shown = recordOf(await stage.api("lea", `GET /issues/${issue}`));
  const response = await fetch(`${stage.github.url}/api/graphql`, {
    method: "POST",
    headers: { authorization: `Bearer ${stage.github.tokenOf(login)}` },
    body: JSON.stringify({ query: DELETE, variables: { id: textOf(shown["node_id"]) } }),
  });
  return parseJson(await response.text());
}

/** A push, so that the pull request is judged anew whatever was remembered of it. */
async function pushed(pull: number): Promise<string> {
  await stage.push("pay", "src/checkout/more.ts");
  await stage.wait(MINUTE);
  return stage.verdict(pull);
}

describe("an incident that is no longer here", () => {
  test("is deleted by an administrator: what it held is free, also after a push", async () => {
    const { pull, incident } = await held();
    stage.github.setRole("lea", "admin");
    await remove("lea", incident);
    await stage.wait(MINUTE);
    expect(await stage.verdict(pull)).toBe("success");
    expect(await pushed(pull)).toBe("success");
  });

  test.each(["john", "tess", "zoe"])("%s can't delete it: held", async (login) => {
    const { pull, incident } = await held();
    expect(await remove(login, incident)).toMatchObject({ errors: [{ type: "FORBIDDEN" }] });
    expect(await pushed(pull)).toBe("failure");
  });

  test.each(["lea", "kim"])("%s transfers it: it holds nothing here any more", async (login) => {
    const { pull, incident } = await held();
    await stage.github.transfer(login, incident, "elsewhere");
    await stage.wait(MINUTE);
    expect(await stage.verdict(pull)).toBe("success");
    expect(await pushed(pull)).toBe("success");
    expect(await stage.product.dead()).toEqual([]);
  });

  test.each(["tess", "zoe"])("%s can't transfer it: held", async (login) => {
    const { pull, incident } = await held();
    await expect(stage.github.transfer(login, incident, "elsewhere")).rejects.toThrow(
      "permissions",
    );
    expect(await pushed(pull)).toBe("failure");
  });

  test("one leaves, and another one holds as before", async () => {
    const { pull, incident } = await held();
    await stage.declare("/paths src/checkout/**");
    await stage.wait(MINUTE);
    await stage.github.transfer("lea", incident, "elsewhere");
    await stage.wait(MINUTE);
    expect(await stage.verdict(pull)).toBe("failure");
  });
});

describe("an incident of which somebody makes a discussion stays, and holds", () => {
  test.each(["tess", "kim", "lea"])("by %s", async (login) => {
    const { pull, incident } = await held();
    await stage.github.convertToDiscussion(login, incident);
    await stage.wait(MINUTE);
    expect(await stage.verdict(pull)).toBe("failure");
    expect(await pushed(pull)).toBe("failure");
    expect(await stage.labels(incident)).toContain("incident");
  });

  test("also when somebody who may not takes its labels off", async () => {
    const { pull, incident } = await held();
    await stage.github.convertToDiscussion("tess", incident);
    await stage.strip("tess", incident);
    expect(await pushed(pull)).toBe("failure");
  });

  test("the bot stops asking for what GitHub refuses there, and says on the board what it was", async () => {
    const { incident } = await held();
    await stage.github.convertToDiscussion("tess", incident);
    await stage.wait(MINUTE);
    stage.asked();
    await stage.wait(3 * HOUR);
    expect(stage.asked().length).toBeLessThan(20);
    expect(JSON.stringify(await stage.api("lea", `GET /issues/${incident}/comments`))).toContain(
      "GitHub refused to write a comment",
    );
  });
});

describe("another default branch", () => {
  test("renamed: what it held follows its base, and is held", async () => {
    const { pull } = await held();
    stage.github.setRole("lea", "admin");
    await stage.api("lea", "POST /branches/main/rename", { new_name: "trunk" });
    await stage.wait(MINUTE);
    expect(await stage.verdict(pull)).toBe("failure");
    expect(await pushed(pull)).toBe("failure");
  });

  test("renamed: it is another base, so whoever let it through is asked again", async () => {
    const { pull, incident } = await held();
    await stage.as("lea").comment(incident, `/override #${pull} because it is a help page`);
    await stage.wait(MINUTE);
    expect(await stage.verdict(pull)).toBe("success");
    stage.github.setRole("lea", "admin");
    await stage.api("lea", "POST /branches/main/rename", { new_name: "trunk" });
    await stage.wait(MINUTE);
    expect(await stage.verdict(pull)).toBe("failure");
    await stage.as("lea").comment(incident, `/override #${pull} because it still is a help page`);
    await stage.wait(MINUTE);
    expect(await stage.verdict(pull)).toBe("success");
  });

  test("one without a configuration: an incident with paths holds there, too", async () => {
    const { pull } = await held();
    await stage.api("john", "POST /git/refs", { ref: "refs/heads/bare", sha: stage.root });
    stage.github.setRole("lea", "admin");
    await stage.api("lea", "PATCH ", { default_branch: "bare" });
    await stage.wait(MINUTE);
    expect(await stage.verdict(pull)).toBe("failure");
    expect(await pushed(pull)).toBe("failure");
  });

  test("whoever may only write can't choose it, and so can't choose another configuration", async () => {
    const { pull } = await held();
    await stage.api("john", "POST /git/refs", { ref: "refs/heads/bare", sha: stage.root });
    expect(await stage.api("john", "PATCH ", { default_branch: "bare" })).toMatchObject({
      message: "john does not have the correct permissions to do this",
    });
    expect(await pushed(pull)).toBe("failure");
  });
});
