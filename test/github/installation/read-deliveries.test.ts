import { expect, test } from "vitest";
import type { PagingGitHub } from "../../../src/github/client/paging-github.ts";
import { readDeliveries, readDelivery } from "../../../src/github/installation/read-deliveries.ts";
import { httpError } from "../fake-github.ts";

const NOW = Date.UTC(2026, 1, 15, 9, 42);
const MINUTE = 60_000;

function shown(id: unknown, minutesAgo: number, status_code = 500): object {
  const delivered_at = new Date(NOW - minutesAgo * MINUTE).toISOString();
  return { id, guid: `guid-${String(id)}`, delivered_at, status_code, event: "push", action: null };
}

type Fake = { readonly github: PagingGitHub; readonly asked: string[] };

function fake(pages: readonly (readonly object[])[], answer?: () => unknown): Fake {
  const asked: string[] = [];
  const github: PagingGitHub = {
    graphql: async () => undefined,
    request: async (route, { delivery_id }) => {
      asked.push(`${route} ${String(delivery_id)}`);
      return { status: 200, data: await answer?.() };
    },
    paginate: {
      async *iterator(route, { status }) {
        for (const [index, data] of pages.entries()) {
          asked.push(`${route} ${String(status)} page ${index + 1}`);
          yield { data };
        }
      },
    },
  };
  return { github, asked };
}

test("ids that don't fit in a number stay whole", async () => {
  const { github } = fake([[shown(3804004623172239366n, 1), shown(199287304442, 2)]]);
  const found = await readDeliveries(github, { status: "failure", since: 0, pages: 20 });
  expect(found.map(({ id }) => id)).toEqual(["3804004623172239366", "199287304442"]);
});

test("pages are read until one has something older", async () => {
  const { github, asked } = fake([
    [shown(4, 1), shown(3, 2)],
    [shown(2, 9), shown(1, 11)],
    [shown(0, 20)],
  ]);
  const since = NOW - 10 * MINUTE;
  const found = await readDeliveries(github, { status: "failure", since, pages: 20 });
  expect(found.map(({ id }) => id)).toEqual(["4", "3", "2"]);
  expect(asked).toHaveLength(2);
});

test("no more pages are read than allowed", async () => {
  const { github, asked } = fake([[shown(3, 1)], [shown(2, 1)], [shown(1, 1)]]);
  await readDeliveries(github, { status: "failure", since: 0, pages: 2 });
  expect(asked).toHaveLength(2);
});

test("what GitHub doesn't keep any more is undefined", async () => {
  const { github } = fake([], () => Promise.reject(httpError(404, "Not Found")));
  await expect(readDelivery(github, "1")).resolves.toBeUndefined();
});

test("a body is what was posted", async () => {
  const payload = { action: "opened" };
  const { github, asked } = fake([], () => ({ request: { headers: {}, payload } }));
  await expect(readDelivery(github, "3804004623172239366")).resolves.toEqual(payload);
  expect(asked).toEqual(["GET /app/hook/deliveries/{delivery_id} 3804004623172239366"]);
});
