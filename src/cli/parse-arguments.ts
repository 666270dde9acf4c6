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

export type Arguments =
  | { readonly kind: "help" }
  | { readonly kind: "demo"; readonly options: DemoOptions };

const COMMANDS = ["demo"] as const;

const OPTIONS = {
  fast: { type: "boolean" },
  keep: { type: "boolean" },
  port: { type: "string" },
  help: { type: "boolean", short: "h" },
} as const;

export const HELP = `dakor <command>

  demo            play one incident on a local GitHub, from the label to the report
      --fast      without pauses
      --keep      leave GitHub and App running, and say where
      --port n    the local GitHub's port

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
  const given = options.find(({ name, value }) => name !== "port" && value !== undefined);
  if (given !== undefined) return err(`${given.rawName} takes no value.`);
  if (values["help"] === true || command === "help") return ok({ kind: "help" });
  if (command === undefined) return err("Which command?");
  if (!COMMANDS.some((known) => known === command)) {
    return err(`Unknown command ${command}.${meant(command, COMMANDS, "")}`);
  }
  if (rest.length > 0)
    return err(`${command} takes no further words, but there is "${rest.join(" ")}".`);
  const port = readPort(values["port"]);
  if (!port.ok) return port;
  return ok({
    kind: "demo",
    options: { fast: values["fast"] === true, keep: values["keep"] === true, port: port.value },
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
