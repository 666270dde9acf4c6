import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { getCACertificates, setDefaultCACertificates } from "node:tls";
import { expect, test } from "vitest";
import { parseConfig } from "../../../src/core/config/parse-config.ts";
import { openOutside, outsideConfig } from "../../../src/demo/outside.ts";
import { connectTarget } from "../../../src/notify/connect-target.ts";
import { openNotifyEnvironment } from "../../../src/notify/environment.ts";
import { ALERT, STABLE } from "../../notify/messages.ts";

test("what the App sends comes in as each audience reads it: a thread in the channel, mails that answer each other", async () => {
  const folder = await mkdtemp(join(tmpdir(), "dakor-outside-"));
  const certificate = join(folder, "receiver.pem");
  const outside = await openOutside(certificate, () => Date.parse("2026-02-17T10:06:00Z"));
  setDefaultCACertificates([...getCACertificates("default"), await readFile(certificate, "utf8")]);
  try {
    const environment = openNotifyEnvironment(outside.settings);
    const { config, problems } = parseConfig(outsideConfig);
    expect(problems).toEqual([]);
    if (!environment.ok) throw new Error(environment.error);
    for (const target of config.notify) {
      const { send } = connectTarget(target, environment.value);
      const first = await send(ALERT);
      const thread = first.kind === "sent" ? first.ref : undefined;
      expect([first.kind, (await send(STABLE, thread)).kind]).toEqual(["sent", "sent"]);
    }
    expect(outside.told()).toMatchObject([
      {
        kind: "chat",
        at: "10:06",
        title: ALERT.title,
        isReply: false,
        buttons: ["I’m on it", "Usable again"],
      },
      { kind: "chat", title: STABLE.title, isReply: true, buttons: ["Still broken"] },
      { kind: "mail", at: "10:06", subject: ALERT.title, isReply: false },
      { kind: "mail", to: "customers@shop.example", subject: STABLE.title, isReply: true },
    ]);
  } finally {
    await outside.close();
    await rm(folder, { recursive: true });
  }
});
