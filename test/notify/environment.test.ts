import { expect, test } from "vitest";
import { createLog } from "../../src/app/observe/log.ts";
import { notifySecrets, openNotifyEnvironment } from "../../src/notify/environment.ts";

const VARIABLES = {
  PATH: "/usr/bin",
  APP_ID: "7",
  DAKOR_SECRET_CHAT: " xoxb-planted-chat\n",
  DAKOR_SECRET_HOOK: "https://hooks.slack.com/services/T0/B0/plantedhook",
  DAKOR_SECRET_TEAMS: "https://x.logic.azure.com/workflows/1?sig=plantedsig",
  DAKOR_SECRET_SMTP: "smtps://bot:planted%2Fpass@smtp.example.com",
  DAKOR_SECRET_ODD: "smtps://bot:planted%zz-odd@smtp.example.com",
  DAKOR_SECRET_KEYS: "whsec_plantedone= whsec_plantedtwo=",
  DAKOR_SECRET_NTFY: "tk_planted@ntfy.example.com",
  DAKOR_SECRET_EMPTY: "",
};

test("T54: no log shows a target's secret, nor the part of it that an error may tell", () => {
  const written: string[] = [];
  const log = createLog({
    level: "info",
    secrets: notifySecrets(VARIABLES),
    to: { write: (line) => void written.push(line) },
  });
  for (const told of [
    ...Object.values(VARIABLES),
    "POST /services/T0/B0/plantedhook failed",
    "GET ?sig=plantedsig",
    "535 planted/pass is wrong",
    "password planted%zz-odd",
    "key whsec_plantedtwo= is short",
    "Bearer tk_planted",
  ]) {
    log.error({ err: new Error(told) }, told);
  }
  expect(written.length).toBeGreaterThan(10);
  expect(written.join("")).not.toContain("planted");
  expect(written.join("")).toContain("/usr/bin");
});

test("T40: only a variable that is meant for targets is a secret of theirs", () => {
  const environment = openNotifyEnvironment({ ...VARIABLES, PRIVATE_KEY: "planted" });
  const secret = (name: string): string | undefined =>
    environment.ok ? environment.value.secret(name) : "none";
  expect(secret("DAKOR_SECRET_CHAT")).toBe("xoxb-planted-chat");
  for (const name of ["PRIVATE_KEY", "PATH", "DAKOR_SECRET_", "DAKOR_SECRET_EMPTY", "__proto__"]) {
    expect([name, secret(name)]).toEqual([name, undefined]);
  }
});
