import { createServer } from "node:http";
import { afterAll, beforeAll, expect, test } from "vitest";
import { listOf, numberOf, recordOf, textOf } from "@dakor/local-github/narrow";
import { repo, startValidated } from "./start-validated.ts";
import type { Validated } from "./start-validated.ts";

let validated: Validated;
let answer = 500;
const endpoint = createServer((request, response) => {
  request.resume().on("end", () => response.writeHead(answer).end());
});

beforeAll(async () => {
  await new Promise<void>((resolve) => {
    endpoint.listen(0, "127.0.0.1", resolve);
  });
  const address = endpoint.address();
  const port = typeof address === "object" ? (address?.port ?? 0) : 0;
  validated = await startValidated();
  validated.github.sendWebhooksTo(`http://127.0.0.1:${port}`);
});
afterAll(async () => {
  endpoint.close();
  await validated.github.close();
});

async function listed(status: "failure" | "success"): Promise<readonly string[]> {
  const { paginate } = validated.appItself;
  const found: string[] = [];
  const asked = { status, per_page: 1 };
  for await (const { data } of paginate.iterator("GET /app/hook/deliveries", asked)) {
    const { event, status_code } = recordOf(listOf(data)[0]);
    found.push(`${textOf(event)} ${numberOf(status_code)}`);
  }
  return found;
}

test("deliveries are listed by what came of them, newest first, over pages", async () => {
  const lea = validated.as("lea");
  const { data: issue } = await lea.rest.issues.create({ ...repo, title: "Refused" });
  await validated.github.settled();
  answer = 202;
  await lea.rest.issues.createComment({ ...repo, issue_number: issue.number, body: "Hello" });
  await validated.github.settled();
  validated.github.sendWebhooksTo("http://127.0.0.1:9");
  await lea.rest.issues.update({ ...repo, issue_number: issue.number, state: "closed" });
  await validated.github.settled();
  expect(await listed("failure")).toEqual(["issues 500"]);
  expect(await listed("success")).toEqual(["issue_comment 202"]);
  expect(validated.problems()).toEqual([]);
});
