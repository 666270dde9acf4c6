import type { CommandDefinition } from "../../src/cli/command-definition.ts";
import { COMMAND_TABLE } from "../../src/cli/command-table.ts";
import { EXIT_CODES } from "../../src/cli/exit-code.ts";
import { exitWords } from "../../src/cli/program.ts";
import { code, table } from "./markdown-table.ts";

/** Every command of the command line, from the definitions that the parser is made of. */
export function cliCommands(): string {
  return COMMAND_TABLE.map(commandPart).join("\n\n");
}

export function cliExits(): string {
  return table(
    ["code", "what it means"],
    exitWords({}).map(([number, says]) => [`${number}`, says]),
  );
}

function commandPart(definition: CommandDefinition): string {
  const { name, summary, more, words = [], options, examples, exits } = definition;
  const usage = ["dakor", name, ...words.map((word) => word.name)].join(" ");
  const rows = [
    ...words.map((word) => [code(word.name), word.help]),
    ...options.map(({ flags, help, isRequired }) => [
      code(flags),
      isRequired === true ? `${help} (must be there)` : help,
    ]),
  ];
  return [
    `## dakor ${name}`,
    `${code(usage)}: ${summary}.${more === undefined ? "" : ` ${more}`}`,
    ...(rows.length === 0 ? [] : [table(["option", "what for"], rows)]),
    examples.map(({ line, does }) => `- ${code(line)}: ${does}`).join("\n"),
    ...(exits === undefined ? [] : [`Leaves with ${ownExits(exits)}.`]),
  ].join("\n\n");
}

/** Those that mean something of their own here. */
function ownExits(exits: NonNullable<CommandDefinition["exits"]>): string {
  const general: ReadonlySet<string> = new Set(Object.values(EXIT_CODES).map(({ says }) => says));
  return exitWords(exits)
    .filter(([, says]) => !general.has(says))
    .map(([number, says]) => `${number} where ${says}`)
    .join(", ");
}
