import { expect, test } from "vitest";
import { createLog } from "../../src/app/observe/log.ts";
import { ownApp } from "../../src/app/own-app.ts";
import { testClock } from "../queue/test-clock.ts";

const log = createLog({ level: "fatal", secrets: [] });

function refused(status?: number): Error {
  return Object.assign(new Error("no"), status === undefined ? {} : { status });
}

test.each([
  [401, /does not accept the key/],
  [404, /knows no such App/],
  [502, /does not answer/],
  [undefined, /does not answer/],
])(
  "GitHub that answers %s is asked again until it knows the App (F07)",
  async (status, problem) => {
    const clock = testClock();
    const answers = [refused(status), refused(status)];
    const self = ownApp({
      clock,
      log,
      ask: async () => {
        const failure = answers.shift();
        if (failure) throw failure;
        return "dakor";
      },
    });
    expect(self.problem()).toMatch(/not asked yet/);
    await clock.advance(0);
    expect(self.problem()).toMatch(problem);
    expect(self.isOwn("dakor[bot]")).toBe(false);
    await clock.advance(1000);
    expect(self.problem()).toMatch(problem);
    await clock.advance(3000);
    expect(self.problem()).toBeUndefined();
    expect(self.isOwn("dakor[bot]")).toBe(true);
    expect(self.isOwn("lea")).toBe(false);
  },
);
