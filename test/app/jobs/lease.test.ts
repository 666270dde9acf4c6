import { setImmediate } from "node:timers/promises";
import { expect, test } from "vitest";
import { underLease } from "../../../src/app/jobs/lease.ts";
import { ownOctokit } from "../../../src/app/jobs/octokit.ts";
import { memoryThrottle } from "../../../src/app/limits/throttle.ts";
import { systemClock } from "../../../src/queue/clock.ts";

test("F30: a run that has lost its key still reads, and writes nothing more", async () => {
  const sent: string[] = [];
  const throttle = memoryThrottle({ clock: systemClock, paceMs: 0 });
  const Octokit = ownOctokit({ throttle });
  const options = {
    installation: 12,
    request: {
      fetch: async (_: string, { method }: { readonly method: string }) => {
        sent.push(method);
        return new Response("{}", { headers: { "content-type": "application/json" } });
      },
    },
  };
  const client = new Octokit(options);
  let isLost = false;
  const failures: unknown[] = [];
  const run = underLease(async () => {
    await client.request("POST /repos/acme/shop/issues/1/comments", { body: "1" });
    isLost = true;
    await setImmediate();
    await client.request("GET /repos/acme/shop");
    await client
      .request("POST /repos/acme/shop/issues/1/comments", { body: "2" })
      .catch((failure: unknown) => failures.push(failure));
    return { kind: "done" };
  });
  await run({ key: "issue:12:99#1", reasons: ["test"], attempt: 1 }, () => isLost);
  expect(sent).toEqual(["POST", "GET"]);
  expect(failures).toMatchObject([{ status: 503 }]);
});
