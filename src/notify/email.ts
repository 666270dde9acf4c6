import type { Socket } from "node:net";
import type { SMTPTransportOptions } from "nodemailer";
import type { NotifyTarget } from "../core/config/notify-target.ts";
import { DELIVERY_WHY, answered } from "../text/notify/delivery-why.ts";
import type { Message, Outcome, Target } from "../text/notify/message.ts";
import { unquoted, type NotifyEnvironment } from "./environment.ts";
import { cut, forHtml, oneLine, printable } from "./escape-for.ts";
import { linkOf } from "./link.ts";
import {
  openSocket,
  outcomeOfFailure,
  parseUrl,
  startTime,
  unreached,
  type Network,
} from "./network.ts";
import { sentAs } from "./outcome.ts";
import { secretOf } from "./secret-of.ts";

const MOST_SUBJECT = 200;

/** Mail by somebody's server: the secret is its smtps:// or smtp:// address, the latter with STARTTLS. */
export function connectEmail(config: NotifyTarget, environment: NotifyEnvironment): Target {
  return {
    send: async (message, thread) => {
      const server = readServer(secretOf(config, environment));
      const id = messageId(message, config.from ?? "");
      const threads = thread === undefined ? {} : { inReplyTo: thread, references: [thread] };
      const mail = {
        ...mailOf(message),
        messageId: id,
        ...threads,
        from: config.from,
        to: [...(config.to ?? [])],
      };
      const { limits } = environment.network;
      // A library that is loaded by those only who send mail.
      const { createTransport } = await import("nodemailer");
      const line = openLine(server, environment.network);
      try {
        const transport = createTransport({
          ...server,
          getSocket: line.getSocket,
          connectionTimeout: limits.connect,
          greetingTimeout: limits.greeting,
          socketTimeout: limits.silence,
          disableFileAccess: true,
          disableUrlAccess: true,
        } satisfies SMTPTransportOptions);
        await Promise.race([transport.sendMail(mail), line.late]);
        return sentAs(id);
      } catch (thrown) {
        return outcomeOfMail(thrown);
      } finally {
        line.close();
      }
    },
  };
}

type MailServer = {
  readonly host: string;
  readonly port: number;
  readonly secure: boolean;
  readonly requireTLS: boolean;
  readonly auth?: { readonly user: string; readonly pass: string };
};

/** A second @, a / or # of a password would lead elsewhere: its host would be a piece of the password. */
const FORM = /^smtps?:\/\/(?:[^\s/?#@]*@)?(?:\[[\da-f:.]+\]|[^\s/?#@:[\]]+)(?::\d{1,5})?\/?$/i;

function readServer(secret: string): MailServer {
  const url = FORM.test(secret) ? parseUrl(secret) : undefined;
  if (url === undefined) throw unreached("refused", DELIVERY_WHY.badSecret);
  const secure = url.protocol === "smtps:";
  const auth = { user: unquoted(url.username), pass: unquoted(url.password) };
  return {
    host: url.hostname.replace(/^\[(.*)\]$/, "$1"),
    port: Number(url.port) || (secure ? 465 : 587),
    secure,
    requireTLS: !secure,
    ...(auth.user === "" ? {} : { auth }),
  };
}

type Line = {
  readonly getSocket: NonNullable<SMTPTransportOptions["getSocket"]>;
  /** Rejects when all of the time is over. */
  readonly late: Promise<never>;
  readonly close: () => void;
};

/** nodemailer would resolve the name by itself, and not look at what it finds. */
function openLine({ host, port }: MailServer, network: Network): Line {
  let opened: Socket | undefined;
  let isClosed = false;
  const { late, stop } = startTime(network.limits.mail);
  return {
    getSocket: (_, done) => {
      openSocket(host, port, network).then(
        (connection) => {
          opened = connection;
          if (!isClosed) return done(null, { connection });
          // Too late: what was given up must not be sent after all, beside its next try.
          connection.destroy();
          return done(unreached("retry", DELIVERY_WHY.noAnswer));
        },
        (thrown: unknown) => done(thrown instanceof Error ? thrown : new Error(String(thrown))),
      );
    },
    late,
    close: () => {
      stop();
      isClosed = true;
      opened?.destroy();
    },
  };
}

/** The same on every try, and of the sender's domain. */
function messageId({ id }: Message, from: string): string {
  const [, domain = "dakor.invalid"] = /@([\w.-]+)/.exec(from) ?? [];
  return `<${id.replace(/[^\w.-]/g, "-")}@${domain}>`;
}

type Mail = {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly date: string;
  readonly headers: Readonly<Record<string, string>>;
};

function mailOf(message: Message): Mail {
  const link = linkOf(message);
  const paragraphs = message.lines.map(
    (line) => `<p>${forHtml(line).replaceAll("\n", "<br>")}</p>`,
  );
  const title = oneLine(message.title);
  const end =
    link === undefined ? [] : [`<p><a href="${forHtml(link.url)}">${forHtml(link.text)}</a></p>`];
  return {
    subject: cut(title, MOST_SUBJECT, oneLine),
    text: [
      title,
      ...message.lines.map(printable),
      ...(link === undefined ? [] : [`${link.text}: ${link.url}`]),
      "",
    ].join("\n\n"),
    html: `<!doctype html><html><body><h1>${forHtml(title)}</h1>${[...paragraphs, ...end].join("")}</body></html>`,
    date: message.at,
    // No machine's answer, no "out of office".
    headers: { "Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All" },
  };
}

/** 4xx may pass, as greylisting does; 5xx is for good. */
function outcomeOfMail(thrown: unknown): Outcome {
  if (!(thrown instanceof Error) || !("responseCode" in thrown)) return outcomeOfFailure(thrown);
  const code = Number(thrown.responseCode);
  const kind = code >= 500 ? "refused" : "retry";
  const name = "code" in thrown ? String(thrown.code) : "";
  // What can't be encrypted is not sent: also the operator of the server may mend that.
  if (name === "ETLS") return outcomeOfFailure(thrown);
  if (kind === "refused" && name === "EAUTH") return { kind, why: DELIVERY_WHY.noLogin };
  if (kind === "refused" && name === "EENVELOPE") return { kind, why: DELIVERY_WHY.noRecipient };
  return { kind, why: answered(code) };
}
