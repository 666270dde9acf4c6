import { parseArgs } from "node:util";
import { err, ok } from "../core/result.ts";
import type { Result } from "../core/result.ts";
import { suggest } from "../core/suggest.ts";

export type DemoOptions = {
  /** No pauses between the scenes. */
  readonly fast: boolean;
  /** Leave everything running afterwards. */
  readonly keep: boolean;
  /** Of the local GitHub; any free one when left out. */
  readonly port: number | undefined;
};

export type GateOptions = {
  readonly owner: string;
  readonly repo: string;
  readonly pull: number;
  /** Nothing fails because of a decision. */
  readonly dryRun: boolean;
  /** The decision as JSON, and nothing else. */
  readonly json: boolean;
  /** Slug of the App that keeps the repository's incidents. */
  readonly app: string;
};

export type Arguments =
  | { readonly kind: "help" }
  | { readonly kind: "gate"; readonly options: GateOptions }
  | { readonly kind: "demo"; readonly options: DemoOptions };

const OPTIONS = {
  fast: { type: "boolean" },
  keep: { type: "boolean" },
  port: { type: "string" },
  repo: { type: "string" },
  pr: { type: "string" },
  app: { type: "string" },
  "dry-run": { type: "boolean" },
  json: { type: "boolean" },
  help: { type: "boolean", short: "h" },
} as const;

/** The options of each command. */
const COMMANDS: Readonly<Record<"demo" | "gate", readonly string[]>> = {
  demo: ["fast", "keep", "port"],
  gate: ["repo", "pr", "app", "dry-run", "json"],
};

export const HELP = `dakor <command>

  demo            play one incident on a local GitHub, from the label to the report
      --fast      without pauses
      --keep      leave GitHub and App running, and say where
      --port n    the local GitHub's port

  gate            say whether a pull request may merge, and why; nothing is written
      --repo o/r  its repository
      --pr n      its number
      --app slug  the App that keeps the incidents there (left out: dakor)
      --json      as JSON
      --dry-run   leave with 0 also where it is held

  --help          this text
`;

/** The error is what to tell the person who typed it. */
export function parseArguments(argv: readonly string[]): Result<Arguments, string> {
  const { values, positionals, tokens } = parseArgs({
    args: [...argv],
    options: OPTIONS,
    allowPositionals: true,
    strict: false,
    tokens: true,
  });
  const [command, ...rest] = positionals;
  const options = tokens.filter((token) => token.kind === "option");
  const unknown = options.find(({ name }) => !Object.hasOwn(OPTIONS, name));
  if (unknown !== undefined) {
    return err(
      `Unknown option ${unknown.rawName}.${meant(unknown.name, Object.keys(OPTIONS), "--")}`,
    );
  }
  const given = options.find(({ name, value }) => !takesValue(name) && value !== undefined);
  if (given !== undefined) return err(`${given.rawName} takes no value.`);
  if (values["help"] === true || command === "help") return ok({ kind: "help" });
  if (command === undefined) return err("Which command?");
  if (!isCommand(command)) {
    return err(`Unknown command ${command}.${meant(command, Object.keys(COMMANDS), "")}`);
  }
  if (rest.length > 0)
    return err(`${command} takes no further words, but there is "${rest.join(" ")}".`);
  const strange = options.find(({ name }) => !COMMANDS[command].includes(name));
  if (strange !== undefined) return err(`${command} has no option ${strange.rawName}.`);
  return command === "demo" ? readDemo(values) : readGate(values);
}

type Values = Readonly<Record<string, string | boolean | undefined>>;

function isCommand(word: string): word is keyof typeof COMMANDS {
  return Object.hasOwn(COMMANDS, word);
}

function takesValue(name: string): boolean {
  return Object.entries(OPTIONS).some(([known, { type }]) => known === name && type === "string");
}

function readDemo(values: Values): Result<Arguments, string> {
  const port = readPort(values["port"]);
  if (!port.ok) return port;
  return ok({
    kind: "demo",
    options: { fast: values["fast"] === true, keep: values["keep"] === true, port: port.value },
  });
}

function readGate(values: Values): Result<Arguments, string> {
  const [, owner, repo] = /^([\w.-]+)\/([\w.-]+)$/.exec(String(values["repo"] ?? "")) ?? [];
  if (owner === undefined || repo === undefined) {
    return err("--repo takes a repository, like --repo acme/shop.");
  }
  const pull = String(values["pr"] ?? "");
  if (!/^[1-9]\d{0,8}$/.test(pull)) return err("--pr takes a number, like --pr 12.");
  const { app } = values;
  return ok({
    kind: "gate",
    options: {
      owner,
      repo,
      pull: Number(pull),
      dryRun: values["dry-run"] === true,
      json: values["json"] === true,
      app: typeof app === "string" && app !== "" ? app : "dakor",
    },
  });
}

function readPort(value: string | boolean | undefined): Result<number | undefined, string> {
  if (value === undefined) return ok(undefined);
  const port = typeof value === "string" && /^\d{1,5}$/.test(value) ? Number(value) : 0;
  return port >= 1 && port <= 65_535
    ? ok(port)
    : err("--port takes a number from 1 to 65535, like --port 4000.");
}

function meant(word: string, known: readonly string[], prefix: string): string {
  const suggestion = suggest(word, known);
  return suggestion === undefined ? "" : ` Did you mean ${prefix}${suggestion}?`;
}
