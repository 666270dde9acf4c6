import { createServer } from "node:http";
import type { Server, ServerResponse } from "node:http";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import { fetchWhole } from "../../../src/github/client/fetch-whole.ts";

const WORDS = { login: "léa", text: "x".repeat(10_000) };

let here: Server;
let elsewhere: Server;
const strangers: string[] = [];

const ANSWERS: Readonly<Record<string, (response: ServerResponse) => void>> = {
  "/moved": (response) => redirect(response, "/repositories/12"),
  "/repositories/12": (response) => json(response, '{"id":12}'),
  "/away": (response) => redirect(response, `${urlOf(elsewhere)}/token`),
  "/round": (response) => redirect(response, "/round"),
  "/zipped": (response) => {
    response.writeHead(200, { "content-encoding": "gzip" }).end(gzipSync(JSON.stringify(WORDS)));
  },
  "/cut": (response) => {
    response.writeHead(200, { "content-length": "100" }).write("[");
    setTimeout(() => response.destroy(), 20);
  },
  "/slow": (response) => {
    response.writeHead(200).write("[");
  },
};

beforeAll(async () => {
  here = createServer(({ url = "" }, response) => ANSWERS[url]?.(response));
  elsewhere = createServer(({ headers }, response) => {
    strangers.push(headers.authorization ?? "");
    json(response, "{}");
  });
  for (const server of [here, elsewhere]) {
    await new Promise<void>((resolve) => {
      server.listen(0, "127.0.0.1", resolve);
    });
  }
});

afterAll(() => {
  for (const server of [here, elsewhere]) {
    server.close();
    server.closeAllConnections();
  }
});

function urlOf(server: Server): string {
  const address = server.address();
  return `http://127.0.0.1:${typeof address === "object" && address !== null ? address.port : 0}`;
}

function redirect(response: ServerResponse, location: string): void {
  response.writeHead(301, { location }).end("{}");
}

function json(response: ServerResponse, body: string): void {
  response.writeHead(200, { "content-type": "application/json" }).end(body);
}

function read(path: string, method: "GET" | "POST" = "GET"): ReturnType<typeof fetchWhole> {
  const headers = { authorization: "Bearer secret" };
  return fetchWhole(`${urlOf(here)}${path}`, { method, headers }, 1000);
}

test("a read follows a renamed repository, and a write doesn't", async () => {
  expect(await read("/moved")).toMatchObject({ status: 200, text: '{"id":12}' });
  expect(await read("/moved", "POST")).toMatchObject({ status: 301 });
});

test("the token goes to no other server, and nobody goes round for ever", async () => {
  expect(await read("/away")).toMatchObject({ status: 301 });
  expect(strangers).toEqual([]);
  expect(await read("/round")).toMatchObject({ status: 301 });
});

test("a compressed answer is read as any other", async () => {
  expect(JSON.parse((await read("/zipped")).text)).toEqual(WORDS);
});

test("an answer that is cut off is a failure, and so is one that never ends", async () => {
  await expect(read("/cut")).rejects.toThrow("GitHub could not be reached (ECONNRESET)");
  await expect(read("/slow")).rejects.toThrow("GitHub did not answer within 1 seconds");
});
