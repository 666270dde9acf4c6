import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { CONFIG_PATH, type ConfigProblem } from "../core/config/config.ts";
import type { NotifyTarget, TargetType } from "../core/config/notify-target.ts";
import { parseConfig } from "../core/config/parse-config.ts";
import { instantOf } from "../core/time/time.ts";
import { connectTarget } from "../notify/connect-target.ts";
import { openNotifyEnvironment, type NotifyEnvironment } from "../notify/environment.ts";
import { DELIVERY_WHY } from "../text/notify/delivery-why.ts";
import type { Message, Outcome } from "../text/notify/message.ts";
import type { CommandEnvironment } from "./command-definition.ts";
import { exitCode, wrongUse } from "./exit-code.ts";
import { readTop } from "./report-folder.ts";

export type NotifyOptions = {
  /** Without it there is nothing to do yet. */
  readonly isTest: boolean;
  /** Left out: all. */
  readonly target: string | undefined;
  readonly json: boolean;
};

type Told = { readonly target: NotifyTarget; readonly outcome: Outcome };

/** What each type's secret is, and where it comes from is on the page "Tell people". */
const SECRETS: Readonly<Record<TargetType, string>> = {
  slack: "the bot token of your Slack App, which begins with xoxb-",
  "slack-webhook": "the webhook's address, which begins with https://hooks.slack.com/",
  teams: "the address of the workflow, which begins with https://",
  discord: "the webhook's address, which begins with https://discord.com/api/webhooks/",
  "google-chat": "the webhook's address, which begins with https://chat.googleapis.com/",
  ntfy: "the token and its host, like tk_abc@ntfy.example.com",
  email:
    "your mail server, like smtps://user:password@smtp.example.com:465, with @ : / # % in user and password as %40 %3A %2F %23 %25",
  webhook:
    "the signing secret: whsec_ and 24 to 64 bytes in base64, or two of them, with a space between",
};

/** Sends a marked test message to each target of the working tree's configuration, and says what happened. */
export async function runNotify(
  { isTest, target, json }: NotifyOptions,
  environment: CommandEnvironment,
): Promise<number> {
  if (!isTest) {
    throw wrongUse(
      "Type dakor notify --test to send each target a message that is marked as a test.",
    );
  }
  const opened = openNotifyEnvironment(environment);
  if (!opened.ok) throw wrongUse(opened.error);
  const { targets, untested } = await readTargets(target);
  const message = testMessage(opened.value.now());
  const told = await Promise.all(targets.map((one) => tell(one, message, opened.value)));
  const lines = [
    ...told.map(lineOf),
    ...untested.map(({ name, why }) => `${name}: not tested: ${why}`),
  ];
  process.stdout.write(
    json ? `${JSON.stringify(asJson(told, untested))}\n` : `${lines.join("\n")}\n`,
  );
  const areAllSent = told.every(({ outcome }) => outcome.kind === "sent");
  return exitCode(areAllSent && untested.length === 0 ? "done" : "found");
}

/** A target that the configuration gets wrong, and its first mistake. */
type Untested = { readonly name: string; readonly why: string };

type Tested = { readonly targets: readonly NotifyTarget[]; readonly untested: readonly Untested[] };

async function readTargets(name: string | undefined): Promise<Tested> {
  const path = join(await readTop(), CONFIG_PATH);
  const text = await readFile(path, "utf8").catch(() => undefined);
  const { config, problems } = parseConfig(text);
  const [general] = problems.filter(({ path: at }) => at === "" || at === "notify");
  if (general !== undefined) throw wrongUse(mistakeOf(general));
  const wrong = untestedIn(problems);
  const all = [...config.notify, ...wrong].map((one) => one.name);
  if (all.length === 0) {
    throw wrongUse(`There is no target: add one under "notify" in ${CONFIG_PATH}.`);
  }
  const isMeant = (one: { readonly name: string }): boolean =>
    name === undefined || one.name === name;
  const targets = config.notify.filter(isMeant);
  const untested = wrong.filter(isMeant);
  if (targets.length > 0) return { targets, untested };
  const [first] = untested;
  throw wrongUse(
    first?.why ??
      `There is no target ${JSON.stringify(name)} in ${CONFIG_PATH}, only: ${all.join(", ")}.`,
  );
}

function untestedIn(problems: readonly ConfigProblem[]): readonly Untested[] {
  const firsts = new Map<string, string>();
  for (const problem of problems) {
    const [, name] = /^notify\.([^.[]+)/.exec(problem.path) ?? [];
    if (name !== undefined && !firsts.has(name)) firsts.set(name, mistakeOf(problem));
  }
  return Array.from(firsts, ([name, why]) => ({ name, why }));
}

function mistakeOf({ line, column, path, expected }: ConfigProblem): string {
  return `${CONFIG_PATH}:${line}:${column}: ${path}: expected ${expected}. dakor lint tells more.`;
}

async function tell(
  target: NotifyTarget,
  message: Message,
  environment: NotifyEnvironment,
): Promise<Told> {
  return { target, outcome: await connectTarget(target, environment).send(message) };
}

/** New each time, so that no target takes it for one that it has. */
function testMessage(now: number): Message {
  return {
    id: `dakor-test-${now}`,
    kind: "test",
    tone: "test",
    title: "TEST: dakor reaches you here",
    lines: [
      "Somebody typed dakor notify --test. Nothing is broken, and there is nothing to do.",
      "When there is an incident, its news will come here.",
    ],
    at: instantOf(Math.floor(now / 1000)),
    isDrill: false,
  };
}

function lineOf({ target, outcome }: Told): string {
  const who = `${target.name} (${target.type})`;
  if (outcome.kind === "sent") return `${who}: sent`;
  return `${who}: not sent: ${outcome.why}.${remedy(target, outcome.why)}`;
}

/** What only the person at the keyboard can do. */
function remedy({ type, secret }: NotifyTarget, why: string): string {
  if (secret === undefined) return "";
  if (why === DELIVERY_WHY.noSecret) return ` Set ${secret} to ${SECRETS[type]}.`;
  return why === DELIVERY_WHY.badSecret ||
    why === DELIVERY_WHY.notHttps ||
    why === DELIVERY_WHY.noAddress
    ? ` ${secret} should be ${SECRETS[type]}.`
    : "";
}

function asJson(told: readonly Told[], untested: readonly Untested[]): unknown {
  const targets = told.map(({ target, outcome }) => ({
    name: target.name,
    type: target.type,
    is_sent: outcome.kind === "sent",
    ...(outcome.kind === "sent" ? {} : { why: outcome.why }),
  }));
  const others = untested.map(({ name, why }) => ({ name, is_sent: false, why }));
  return { schema_version: 1, targets: [...targets, ...others] };
}
