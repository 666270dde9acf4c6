import { setTimeout } from "node:timers/promises";
import { SMTPServer } from "smtp-server";
import { expect, test } from "vitest";
import { connectTarget } from "../../../src/notify/connect-target.ts";
import { DELIVERY_WHY } from "../../../src/text/notify/delivery-why.ts";
import { environmentFor, targetOf } from "../../notify/environment-for.ts";
import { ALERT } from "../../notify/messages.ts";
import { identity, portOf } from "../../notify/receiver.ts";

const LIMITS = { connect: 2_000, greeting: 2_000, silence: 2_000, mail: 200 };

test("a mail whose server was found after all of the time is not sent beside its next try", async () => {
  let mails = 0;
  const server = new SMTPServer({
    ...identity,
    secure: true,
    onAuth: (_, __, done) => done(null, { user: "bot" }),
    onData: (stream, _, done) => {
      stream.resume();
      stream.on("end", () => {
        mails += 1;
        done();
      });
    },
  });
  server.on("error", () => undefined);
  await new Promise<void>((done) => void server.listen(0, "127.0.0.1", done));
  const secret = `smtps://bot:pass@hook.example:${portOf(server.server)}`;
  const environment = environmentFor({
    secrets: { DAKOR_SECRET_TARGET: secret },
    limits: LIMITS,
  });
  const { network } = environment;
  const resolve: typeof network.resolve = async (host) => {
    await setTimeout(500);
    return network.resolve(host);
  };
  const target = connectTarget(targetOf("email", { from: "a@b.example", to: ["lea@b.example"] }), {
    ...environment,
    network: { ...network, resolve },
  });
  expect(await target.send(ALERT)).toEqual({ kind: "retry", why: DELIVERY_WHY.noAnswer });
  await setTimeout(1_500);
  await new Promise<void>((done) => server.close(() => done()));
  expect(mails).toBe(0);
});
