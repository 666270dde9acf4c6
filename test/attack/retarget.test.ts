import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { numberOf, recordOf } from "@dakor/local-github/narrow";
import { attackStage } from "./attack-stage.ts";
import type { AttackStage } from "./attack-stage.ts";
import { isDeep } from "../depth.ts";

let stage: AttackStage;
beforeEach(async () => {
  stage = await attackStage();
});
afterEach(() => stage.close());

const MINUTE = 60;

async function branch(name: string, from: string): Promise<void> {
  const sha = await stage.headOf(from);
  await stage.api("john", "POST /git/refs", { ref: `refs/heads/${name}`, sha });
}

async function aim(pull: number, base: string): Promise<void> {
  const answer = recordOf(await stage.api("kim", `PATCH /pulls/${pull}`, { base }));
  expect(recordOf(answer["base"])["ref"]).toBe(base);
}

/** A change of the checkout below, and one of the list on top of it that is to be merged into it. */
async function stack(): Promise<{ readonly below: number; readonly above: number }> {
  const below = await stage.open("below", ["src/checkout/pay.ts"]);
  await branch("above", "below");
  await stage.push("above", "src/catalog/list.ts");
  const above = await stage.openOn("above", "below");
  return { below, above };
}

async function declare(): Promise<number> {
  const incident = await stage.declare("/paths src/checkout/**");
  await stage.wait(MINUTE);
  return incident;
}

/** Both touch the checkout; lea lets the upper one through. */
async function vouched(): Promise<{ readonly above: number; readonly incident: number }> {
  await stage.open("below", ["src/checkout/pay.ts"]);
  await branch("above", "below");
  await stage.push("above", "src/checkout/help.ts");
  const above = await stage.openOn("above", "below");
  const incident = await declare();
  stage.clock.jump(stage.clock.now() + 2000);
  await stage.as("lea").comment(incident, `/override #${above} because it is a help page`);
  await stage.wait(MINUTE);
  expect(await stage.verdict(above)).toBe("success");
  return { above, incident };
}

describe("another base", () => {
  test.runIf(isDeep)(
    "that is a branch without the incident's configuration holds all the same",
    async () => {
      await branch("release", "main");
      const pull = await stage.open("change", ["src/checkout/pay.ts"]);
      await declare();
      await aim(pull, "release");
      await stage.wait(MINUTE);
      expect(await stage.verdict(pull)).toBe("failure");
    },
  );

  test.runIf(isDeep)(
    "that has the change already hides it, and the way back shows it again",
    async () => {
      const { below, above } = await stack();
      await declare();
      expect([await stage.verdict(below), await stage.verdict(above)]).toEqual([
        "failure",
        "success",
      ]);
      await aim(above, "main");
      await stage.wait(MINUTE);
      expect(await stage.verdict(above)).toBe("failure");
      await aim(above, "below");
      await stage.wait(MINUTE);
      expect(await stage.verdict(above)).toBe("success");
      await aim(above, "main");
      await stage.wait(MINUTE);
      expect(await stage.verdict(above)).toBe("failure");
    },
  );

  test.runIf(isDeep)(
    "nothing green is left over from the other base when the webhook comes late",
    async () => {
      const { above } = await stack();
      await declare();
      await aim(above, "main");
      await stage.wait(20 * MINUTE);
      expect(await stage.verdict(above)).toBe("failure");
    },
  );

  test.runIf(isDeep)(
    "an override given for one base is for the head, and its reason stays to be read",
    async () => {
      const { above } = await stack();
      const incident = await declare();
      await aim(above, "main");
      await stage.wait(MINUTE);
      await stage.as("lea").comment(incident, `/override #${above} because the list is safe`);
      await stage.wait(MINUTE);
      expect(await stage.verdict(above)).toBe("success");
      await stage.push("above", "src/checkout/more.ts");
      await stage.wait(MINUTE);
      expect(await stage.verdict(above)).toBe("failure");
    },
  );

  test("a base that isn't there, or brings nothing, is refused, and the verdict stays", async () => {
    const { above } = await stack();
    await declare();
    await aim(above, "main");
    await stage.wait(MINUTE);
    for (const base of ["nowhere", "above"]) {
      expect(await stage.api("kim", `PATCH /pulls/${above}`, { base })).toMatchObject({
        message: "Validation Failed",
      });
    }
    await stage.wait(MINUTE);
    expect(await stage.verdict(above)).toBe("failure");
  });
});

describe("who let it through saw what it brought to its base", () => {
  test("another base brings what is below it, too: held, until somebody lets that through", async () => {
    const { above, incident } = await vouched();
    await aim(above, "main");
    await stage.wait(MINUTE);
    expect(await stage.verdict(above)).toBe("failure");
    await stage.as("lea").comment(incident, `/override #${above} because both are safe`);
    await stage.wait(MINUTE);
    expect(await stage.verdict(above)).toBe("success");
  });

  test.runIf(isDeep)("there and back is another look as well", async () => {
    const { above } = await vouched();
    await aim(above, "main");
    await aim(above, "below");
    await stage.wait(MINUTE);
    expect(await stage.verdict(above)).toBe("failure");
  });

  test.runIf(isDeep)("the same base, moved back to before", async () => {
    const { above } = await vouched();
    const sha = await stage.headOf("main");
    await stage.api("john", "PATCH /git/refs/heads/below", { sha, force: true });
    await stage.push("below", "src/catalog/list.ts");
    await stage.as("john").comment(above, "Look again");
    await stage.api("kim", `PATCH /pulls/${above}`, { title: "Look again" });
    await stage.wait(MINUTE);
    expect(await stage.verdict(above)).toBe("failure");
  });

  test("a base that moves on takes nothing away", async () => {
    const { above } = await vouched();
    await stage.push("below", "src/catalog/list.ts");
    await stage.api("kim", `PATCH /pulls/${above}`, { title: "Look again" });
    await stage.wait(MINUTE);
    expect(await stage.verdict(above)).toBe("success");
  });
});

describe("a stack whose lower branch goes", () => {
  test("merged and deleted: the upper one is for main, with its own files only", async () => {
    const { below, above } = await stack();
    const incident = await declare();
    await stage.as("lea").comment(incident, `/override #${below} because it is a help page`);
    await stage.wait(MINUTE);
    await stage.api("lea", `PUT /pulls/${below}/merge`, {});
    await stage.api("lea", "DELETE /git/refs/heads/below");
    await stage.wait(MINUTE);
    const shown = recordOf(await stage.api("lea", `GET /pulls/${above}`));
    expect(recordOf(shown["base"])["ref"]).toBe("main");
    expect(await stage.verdict(above)).toBe("success");
  });

  test.runIf(isDeep)(
    "squashed and deleted: what was merged in other commits counts as its own again",
    async () => {
      const { below, above } = await stack();
      const incident = await declare();
      await stage.as("lea").comment(incident, `/override #${below} because it is a help page`);
      await stage.wait(MINUTE);
      await stage.api("lea", `PUT /pulls/${below}/merge`, { merge_method: "squash" });
      await stage.api("lea", "DELETE /git/refs/heads/below");
      await stage.wait(MINUTE);
      expect(await stage.verdict(above)).toBe("failure");
    },
  );

  test.runIf(isDeep)("merged into a branch beside main: the upper one follows there", async () => {
    const { below, above } = await stack();
    await branch("release", "main");
    await declare();
    await aim(below, "release");
    await stage.api("lea", `PUT /pulls/${below}/merge`, {});
    await stage.api("lea", "DELETE /git/refs/heads/below");
    await stage.wait(MINUTE);
    expect(await stage.verdict(above)).toBe("success");
    await aim(above, "main");
    await stage.wait(MINUTE);
    expect(await stage.verdict(above)).toBe("failure");
  });

  test.runIf(isDeep)(
    "deleted without a merge: closed, and held when it comes back for main",
    async () => {
      const { above } = await stack();
      await declare();
      await stage.api("lea", "DELETE /git/refs/heads/below");
      const shown = recordOf(await stage.api("lea", `GET /pulls/${above}`));
      expect([numberOf(shown["number"]), shown["state"]]).toEqual([above, "closed"]);
      const again = await stage.openOn("above", "main");
      await stage.wait(MINUTE);
      expect(await stage.verdict(again)).toBe("failure");
    },
  );
});
