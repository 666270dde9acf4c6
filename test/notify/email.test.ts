import { createServer } from "node:net";
import PostalMime from "postal-mime";
import type { Email } from "postal-mime";
import { SMTPServer } from "smtp-server";
import type { SMTPServerOptions } from "smtp-server";
import { afterEach, describe, expect, test } from "vitest";
import { defined } from "../../src/core/model/defined.ts";
import { connectTarget } from "../../src/notify/connect-target.ts";
import { DELIVERY_WHY } from "../../src/text/notify/delivery-why.ts";
import type { Message, Outcome } from "../../src/text/notify/message.ts";
import { environmentFor, targetOf } from "./environment-for.ts";
import { ALERT, STABLE } from "./messages.ts";
import { identity, portOf } from "./receiver.ts";

type Mail = { readonly to: readonly string[]; readonly raw: string; readonly isEncrypted: boolean };

type PostOffice = {
  readonly port: number;
  readonly mails: readonly Mail[];
  readonly close: () => Promise<void>;
};

const PASSWORD = "planted/pass@word";
const opened: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of opened.splice(0)) await close();
});

/** A mail server on the loopback, which takes mail from whoever logs in. */
async function openPostOffice(options: SMTPServerOptions = {}): Promise<PostOffice> {
  const mails: Mail[] = [];
  const server = new SMTPServer({
    ...identity,
    secure: true,
    onAuth: ({ username, password }, _, done) =>
      password === PASSWORD
        ? done(null, { user: username ?? "" })
        : done(new Error("Invalid login")),
    onData: (stream, session, done) => {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("end", () => {
        const to = session.envelope.rcptTo.map(({ address }) => address);
        mails.push({
          to,
          raw: Buffer.concat(chunks).toString("utf8"),
          isEncrypted: session.secure,
        });
        done();
      });
    },
    ...options,
  });
  server.on("error", () => undefined);
  await new Promise<void>((done) => void server.listen(0, "127.0.0.1", done));
  const close = (): Promise<void> => new Promise((done) => server.close(done));
  opened.push(close);
  return { port: portOf(server.server), mails, close };
}

type Sending = {
  readonly port: number;
  readonly scheme?: "smtps" | "smtp";
  readonly password?: string;
  readonly message?: Message;
  readonly thread?: string;
  readonly allow?: string;
  readonly limits?: typeof HASTY;
};

/** For whoever is waited for in vain; everybody else has the time that a mail has. */
const HASTY = { connect: 400, greeting: 400, silence: 600, mail: 1_500 };

async function send({
  port,
  scheme = "smtps",
  password = PASSWORD,
  message = ALERT,
  thread,
  allow,
  limits,
}: Sending): Promise<Outcome> {
  const secret = `${scheme}://bot%40example.com:${encodeURIComponent(password)}@hook.example:${port}`;
  const target = connectTarget(
    targetOf("email", {
      from: "dakor <dakor@status.example>",
      to: ["lea@example.com", "kim@example.com"],
    }),
    environmentFor({
      secrets: { DAKOR_SECRET_TARGET: secret },
      ...defined({ limits, allow }),
    }),
  );
  return target.send(message, thread);
}

async function read(mail: Mail | undefined): Promise<Email> {
  return PostalMime.parse(mail?.raw ?? "");
}

describe("a mail", () => {
  test("arrives as text and HTML, from and to whom the configuration says", async () => {
    const { port, mails } = await openPostOffice();
    const ref = "<dakor-acme-shop-42-alert@status.example>";
    expect(await send({ port })).toEqual({ kind: "sent", ref });
    const { subject, text, html, from, to, messageId, date, headers } = await read(mails[0]);
    expect({ subject, from: from?.address, messageId, date }).toEqual({
      subject: "Critical: checkout answers 500",
      from: "dakor@status.example",
      messageId: ref,
      date: "2026-11-27T03:10:00.000Z",
    });
    expect(to?.map(({ address }) => address)).toEqual(["lea@example.com", "kim@example.com"]);
    expect(mails[0]?.to).toEqual(["lea@example.com", "kim@example.com"]);
    expect(text).toContain("Nobody can pay since 03:04 UTC.");
    expect(html).toContain('<a href="https://github.com/acme/shop/issues/42">Incident #42</a>');
    expect(headers.find(({ key }) => key === "auto-submitted")?.value).toBe("auto-generated");
  });

  test("stands in the thread of the first one, and F50: has the same Message-ID on every try", async () => {
    const { port, mails } = await openPostOffice();
    const first = await send({ port });
    const thread = first.kind === "sent" ? first.ref : undefined;
    await send({ port, message: STABLE, ...(thread === undefined ? {} : { thread }) });
    await send({ port, message: STABLE, ...(thread === undefined ? {} : { thread }) });
    const [, second, third] = await Promise.all(mails.map(read));
    expect(second?.inReplyTo).toBe(thread);
    expect(second?.references).toBe(thread);
    expect(third?.messageId).toBe(second?.messageId);
    expect(second?.messageId).not.toBe(thread);
  });

  test("T47: has one Subject and the same recipients, whatever its title says", async () => {
    const { port, mails } = await openPostOffice();
    const titles = [
      "x\r\nBcc: a@evil.example",
      "x\nTo: a@evil.example\n\nbody",
      "\u0000\u0001x\u2028y",
      "=?utf-8?q?x=0d=0aBcc:_a@evil.example?=",
      "ö".repeat(400),
    ];
    for (const title of titles) {
      expect(await send({ port, message: { ...ALERT, title } })).toMatchObject({ kind: "sent" });
    }
    const plain = await read(mails[0]);
    for (const mail of mails) {
      const { headers } = await read(mail);
      expect(headers.map(({ key }) => key)).toEqual(plain.headers.map(({ key }) => key));
      expect(mail.to).toEqual(["lea@example.com", "kim@example.com"]);
      const head = mail.raw.split("\r\n\r\n")[0] ?? "";
      expect(Math.max(...head.split("\r\n").map((line) => line.length))).toBeLessThanOrEqual(200);
    }
  });

  test("T47: holds people's words as text", async () => {
    const { port, mails } = await openPostOffice();
    await send({ port, message: { ...ALERT, lines: ["<b>now</b>\n& then"] } });
    const { html, text } = await read(mails[0]);
    expect(html).toContain("<p>&lt;b&gt;now&lt;/b&gt;<br>&amp; then</p>");
    expect(text).toContain("<b>now</b>\n& then");
  });

  test("ends no message early with a dot on a line of its own", async () => {
    const { port, mails } = await openPostOffice();
    await send({
      port,
      message: { ...ALERT, lines: ["a\r\n.\r\nMAIL FROM:<x@evil.example>\r\nb"] },
    });
    expect(mails).toHaveLength(1);
    expect((await read(mails[0])).text).toContain("\n.\nMAIL FROM:<x@evil.example>\nb");
  });
});

describe("the line to a mail server", () => {
  test("is encrypted before the password, also where it begins in the clear", async () => {
    const { port, mails } = await openPostOffice({ secure: false });
    expect(await send({ port, scheme: "smtp" })).toMatchObject({ kind: "sent" });
    expect(mails[0]?.isEncrypted).toBe(true);
  });

  test("is not used where it can't be encrypted", async () => {
    const tried: unknown[] = [];
    const { port, mails } = await openPostOffice({
      secure: false,
      hideSTARTTLS: true,
      disabledCommands: ["STARTTLS"],
      allowInsecureAuth: true,
      onAuth: (auth, _, done) => {
        tried.push(auth);
        done(null, { user: "x" });
      },
    });
    expect(await send({ port, scheme: "smtp" })).toEqual({
      kind: "retry",
      why: DELIVERY_WHY.notTrusted,
    });
    expect([tried, mails]).toEqual([[], []]);
  });

  test("T48: leads into no private network, unless the operator allows it", async () => {
    const reached: string[] = [];
    const { port } = await openPostOffice({
      onConnect: ({ id }, done) => {
        reached.push(id);
        done();
      },
    });
    expect(await send({ port, allow: "" })).toEqual({
      kind: "refused",
      why: DELIVERY_WHY.ownNetwork,
    });
    expect(reached).toEqual([]);
    await send({ port });
    expect(reached).toHaveLength(1);
  });
});

describe("F50: a mail server", () => {
  test("that never greets is left after its time, and the mail tried again", async () => {
    const silent = createServer(() => undefined);
    await new Promise<void>((done) => void silent.listen(0, "127.0.0.1", done));
    const begun = performance.now();
    const outcome = await send({ port: portOf(silent), scheme: "smtp", limits: HASTY });
    silent.close();
    expect(outcome).toEqual({ kind: "retry", why: DELIVERY_WHY.noAnswer });
    expect(performance.now() - begun).toBeLessThan(5_000);
  });

  test("that goes on drop by drop is left when all of the time is over", async () => {
    const slow = createServer((socket) => {
      socket.write("220 hello\r\n");
      const timer = setInterval(() => socket.write("250-more\r\n"), 100);
      socket.on("close", () => clearInterval(timer));
      socket.on("error", () => undefined);
    });
    await new Promise<void>((done) => void slow.listen(0, "127.0.0.1", done));
    const outcome = await send({ port: portOf(slow), scheme: "smtp", limits: HASTY });
    slow.close();
    expect(outcome).toEqual({ kind: "retry", why: DELIVERY_WHY.noAnswer });
  });

  test("that hangs after the mail is left, and the mail tried again", async () => {
    const { port } = await openPostOffice({ onData: (stream) => void stream.resume() });
    expect(await send({ port, limits: HASTY })).toEqual({
      kind: "retry",
      why: DELIVERY_WHY.noAnswer,
    });
  });

  test("that is dead is tried again", async () => {
    expect(await send({ port: 9 })).toEqual({ kind: "retry", why: DELIVERY_WHY.noConnection });
  });

  test.each<readonly [number, Outcome]>([
    [451, { kind: "retry", why: "it answered 451" }],
    [421, { kind: "retry", why: "it answered 421" }],
    [550, { kind: "refused", why: DELIVERY_WHY.noRecipient }],
  ])("that answers %i to a recipient", async (responseCode, outcome) => {
    const { port } = await openPostOffice({
      onRcptTo: (_, __, done) => done(Object.assign(new Error("no"), { responseCode })),
    });
    expect(await send({ port })).toEqual(outcome);
  });

  test("that refuses the login says no more than that", async () => {
    const { port } = await openPostOffice();
    expect(await send({ port, password: "planted" })).toEqual({
      kind: "refused",
      why: DELIVERY_WHY.noLogin,
    });
  });

  test.each([
    "https://hook.example/planted",
    "smtps://me:p@ss@hook.example:465",
    "smtps://me:p@ss#w@hook.example:465",
    "smtps://me:p/w@hook.example:465",
    "smtps://me:1/w@hook.example:465",
    "smtps://me:p?w@hook.example:465",
    "smtps://me:p@10.0.0.1/w@hook.example",
    "smtps://me@localhost/?x",
    "smtps://",
    "hook.example:465",
  ])("whose address is no mail server's is not asked: %s", async (secret) => {
    const target = connectTarget(
      targetOf("email", { from: "a@b.example", to: ["lea@example.com"] }),
      environmentFor({ secrets: { DAKOR_SECRET_TARGET: secret } }),
    );
    expect(await target.send(ALERT)).toEqual({ kind: "refused", why: DELIVERY_WHY.badSecret });
  });
});
