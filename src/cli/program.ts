import { styleText } from "node:util";
import { Argument, Command, CommanderError, InvalidArgumentError, Option } from "commander";
import type { CommandDefinition, ArgumentValues } from "./command-definition.ts";
import { COMMAND_TABLE } from "./command-table.ts";
import { EXIT_CODES } from "./exit-code.ts";
import type { ExitName } from "./exit-code.ts";
import { readVersion } from "./package-root.ts";

type Start = (definition: CommandDefinition, given: ArgumentValues) => Promise<void>;

export function createProgram(start: Start): Command {
  const program = new Command("dakor")
    .description("Incident response for teams that live in GitHub.")
    .exitOverride()
    .showHelpAfterError("(--help shows what there is)")
    .configureHelp({
      styleTitle: (title) => styleText("bold", title, { validateStream: false }),
      subcommandTerm: (command) => command.name(),
    })
    .option("-V, --version", "which version this is")
    .on("option:version", () => {
      process.stdout.write(`${readVersion()}\n`);
      throw new CommanderError(0, "commander.version", "");
    })
    .helpOption("-h, --help", "this text")
    .helpCommand("help [command]", "the same for one command")
    .addHelpText("after", `\nExit codes:\n${exitLines({})}`);
  for (const definition of COMMAND_TABLE) addCommand(program, definition, start);
  return program;
}

function addCommand(program: Command, definition: CommandDefinition, start: Start): void {
  const { name, summary, more, words = [], options, examples, exits = {} } = definition;
  const command = program
    .command(name)
    .summary(summary)
    .description(more === undefined ? `${sentence(summary)}.` : `${sentence(summary)}.\n\n${more}`)
    .addHelpText(
      "after",
      `\nExamples:\n${exampleLines(examples)}\n\nExit codes:\n${exitLines(exits)}`,
    );
  for (const { name: word, help, accepts, expected } of words) {
    command.addArgument(checked(new Argument(word, help), { accepts, expected }));
  }
  for (const { flags, help, accepts, expected, isRequired = false } of options) {
    const option = checked(new Option(flags, help), { accepts, expected });
    command.addOption(option.makeOptionMandatory(isRequired));
  }
  command.action(() => start(definition, givenIn(command)));
}

type Check = { readonly accepts: RegExp | undefined; readonly expected: string | undefined };
type Parses<T> = { argParser(parse: (text: string, before: unknown) => unknown): T };

function checked<T extends Parses<T>>(part: T, { accepts, expected = "" }: Check): T {
  if (accepts === undefined) return part;
  return part.argParser((text) => {
    if (accepts.test(text)) return text;
    throw new InvalidArgumentError(`It takes ${expected}.`);
  });
}

function givenIn(command: Command): ArgumentValues {
  const values: Readonly<Record<string, unknown>> = command.opts();
  const valueOf = (name: string): unknown =>
    values[name.replace(/-[a-z]/g, ([, letter = ""]) => letter.toUpperCase())];
  return {
    words: command.args,
    text: (name) => {
      const value = valueOf(name);
      return typeof value === "string" ? value : undefined;
    },
    is: (name) => valueOf(name) === true,
  };
}

function sentence(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

function exampleLines(examples: CommandDefinition["examples"]): string {
  return examples.map(({ line, does }) => `  ${line}\n      ${does}`).join("\n");
}

function exitLines(exits: NonNullable<CommandDefinition["exits"]>): string {
  return exitWords(exits)
    .map(([code, says]) => `  ${code}  ${says}`)
    .join("\n");
}

/** The codes in their order, with what they mean for a command. */
export function exitWords(
  exits: NonNullable<CommandDefinition["exits"]>,
): readonly (readonly [code: number, says: string])[] {
  const names = Object.keys(EXIT_CODES).filter((name): name is ExitName => name in EXIT_CODES);
  return names.map((name) => [EXIT_CODES[name].code, exits[name] ?? EXIT_CODES[name].says]);
}
