import type { ExitName } from "./exit-code.ts";

export type CommandEnvironment = Readonly<Record<string, string | undefined>>;

type OptionDefinition = {
  /** "--repo <owner/name>": what stands in angle brackets is a value. */
  readonly flags: string;
  readonly help: string;
  /** The value itself, or nothing where it is refused; `expected` says why. */
  readonly accepts?: RegExp;
  /** "a number, like --pr 12" */
  readonly expected?: string;
  readonly isRequired?: true;
};

type WordDefinition = Omit<OptionDefinition, "flags"> & {
  /** "<number>", "[file...]" */
  readonly name: string;
};

/** What was typed after the command's name. */
export type ArgumentValues = {
  readonly words: readonly string[];
  /** The value of `--name`. */
  readonly text: (name: string) => string | undefined;
  /** Whether `--name` is there; for `--no-name`, whether it isn't. */
  readonly is: (name: string) => boolean;
};

/** One command of the command line. Parser, help and reference are made from it. */
export type CommandDefinition = {
  readonly name: string;
  readonly summary: string;
  /** What the summary leaves open. */
  readonly more?: string;
  readonly words?: readonly WordDefinition[];
  readonly options: readonly OptionDefinition[];
  readonly examples: readonly { readonly line: string; readonly does: string }[];
  /** What the exit codes mean here, where the general words are too general. */
  readonly exits?: Readonly<Partial<Record<ExitName, string>>>;
  /** It needs packages that the single file leaves out. */
  readonly isInClonesOnly?: true;
  /** Loads what it needs, does it, and gives the exit code. */
  readonly run: (given: ArgumentValues, environment: CommandEnvironment) => Promise<number>;
};

export const REPOSITORY: OptionDefinition = {
  flags: "--repo <owner/name>",
  help: "the repository (left out: GITHUB_REPOSITORY, or the remote origin)",
  accepts: /^[\w.-]+\/[\w.-]+$/,
  expected: "a repository, like --repo acme/shop",
};

/** Slug of the App where nobody names another. */
export const USUAL_APP = "dakor";

export const APP: OptionDefinition = {
  flags: "--app <slug>",
  help: `the App that keeps the incidents there (left out: ${USUAL_APP})`,
  accepts: /^[\w-]+(?:\[bot\])?$/,
  expected: "an App's slug, like --app dakor",
};

export const JSON_OUTPUT: OptionDefinition = { flags: "--json", help: "as JSON, for programs" };

/** For options with `accepts`. */
export const NUMBER = /^[1-9]\d{0,8}$/;

/** The help is what the port is for. */
export function portOption(help: string): OptionDefinition {
  return {
    flags: "--port <number>",
    help: `${help} (left out: any free one)`,
    accepts: /^(?:[1-9]\d{0,3}|[1-5]\d{4}|6[0-4]\d{3}|65[0-4]\d\d|655[0-2]\d|6553[0-5])$/,
    expected: "a number from 1 to 65535, like --port 4000",
  };
}
