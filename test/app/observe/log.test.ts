import { describe, expect, test } from "vitest";
import { createLog } from "../../../src/app/observe/log.ts";

const SECRET = "c0ffee".repeat(8);

function logged(fields: object, message: string): string {
  const lines: string[] = [];
  const to = { write: (line: string): void => void lines.push(line) };
  createLog({ level: "debug", secrets: [SECRET], to }).error(fields, message);
  return lines.join();
}

describe("a log line", () => {
  test.each([
    `a token ghs_${"a".repeat(36)}`,
    `a token github_pat_${"a".repeat(40)}`,
    "a JWT eyJhbGciOi.eyJpYXQiOjE.c2lnbmF0dXJl",
    "a key -----BEGIN RSA PRIVATE KEY-----\nMIIE\n-----END RSA PRIVATE KEY-----",
    `the webhook secret ${SECRET}`,
  ])("never shows %s", (message) => {
    const line = logged({ err: new Error(message) }, message);
    expect(line).toContain("[secret]");
    expect(line).not.toMatch(/aaaa|eyJ|MIIE|c0ffee/);
    expect(() => JSON.parse(line)).not.toThrow();
  });

  test("tells of an error its words and status, not the request or the payload", () => {
    const error = Object.assign(new Error("Not Found"), {
      status: 404,
      request: { body: "what somebody wrote" },
      event: { payload: "what somebody wrote" },
    });
    const line = logged({ err: error, event: { payload: "what somebody wrote" } }, "failed");
    expect(line).toContain("Not Found");
    expect(line).toContain("404");
    expect(line).not.toContain("somebody");
  });

  test("tells of an error what caused it, in words", () => {
    const full = Object.assign(new Error("could not extend file: No space left on device"), {
      code: "53100",
      detail: "what somebody wrote",
    });
    const error = new Error("The database didn't take the trigger.", { cause: full });
    const line = logged({ err: error }, "the queue did not take it");
    expect(line).toContain("No space left on device (53100)");
    expect(line).not.toContain("somebody");
  });
});
