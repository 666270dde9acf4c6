/** What a workflow may set with `with:`. action.yml and the reference say the same; a test compares them. */
export const INPUTS = {
  mode: {
    description:
      "What to do. `gate` decides whether a pull request, or a group of the merge queue, may merge.",
    default: "gate",
  },
  token: {
    description:
      "Reads the repository. The job's own token is enough, also the read-only one of a fork's pull request.",
    default: "${{ github.token }}",
  },
  "pull-request": {
    description:
      "Number of the pull request to judge. Only for `workflow_dispatch`; other events say it themselves.",
    default: "",
  },
  "on-error": {
    description:
      "When GitHub can't be read: `hold` fails the job, `allow` lets the merge through and says so.",
    default: "hold",
  },
  "dry-run": {
    description: "`true` says what the gate would decide, and never fails the job because of it.",
    default: "false",
  },
  app: {
    description:
      "Slug of the dakor App where it runs beside this workflow: its comments are the bot's own. Without it they are the token's.",
    default: "",
  },
  timeout: {
    description: "Seconds that one request to GitHub may take.",
    default: "15",
  },
} as const satisfies Readonly<
  Record<string, { readonly description: string; readonly default: string }>
>;

export type InputName = keyof typeof INPUTS;

export type Inputs = {
  readonly token: string;
  readonly pull: number | undefined;
  readonly onError: "hold" | "allow";
  readonly isDryRun: boolean;
  readonly app: string | undefined;
  /** Milliseconds. */
  readonly timeout: number;
};

/** What a person must change in their workflow; no failure of GitHub's. */
export type UsageError = Error & { readonly isUsage: true };

export function usageError(message: string): UsageError {
  return Object.assign(new Error(message), { isUsage: true as const });
}

export function readInputs(): Inputs {
  const mode = given("mode");
  if (mode !== "gate") throw usageError(`The input mode is "gate", not ${JSON.stringify(mode)}.`);
  const token = given("token");
  if (token === "") throw usageError("The input token is empty: without it nothing can be read.");
  const app = given("app").replace(/\[bot\]$/, "");
  return {
    token,
    pull: readNumber("pull-request"),
    onError: readChoice("on-error", ["hold", "allow"]),
    isDryRun: readChoice("dry-run", ["false", "true"]) === "true",
    app: app === "" ? undefined : app,
    timeout: (readNumber("timeout") ?? 15) * 1000,
  };
}

function given(name: InputName): string {
  // As @actions/core reads them, which is loaded later.
  const value = (process.env[`INPUT_${name.toUpperCase()}`] ?? "").trim();
  const fallback = INPUTS[name].default;
  return value === "" && !fallback.startsWith("${{") ? fallback : value;
}

function readChoice<const T extends string>(name: InputName, choices: readonly T[]): T {
  const value = given(name).toLowerCase();
  const chosen = choices.find((choice) => choice === value);
  if (chosen !== undefined) return chosen;
  throw usageError(`The input ${name} is ${choices.join(" or ")}, not ${JSON.stringify(value)}.`);
}

function readNumber(name: InputName): number | undefined {
  const value = given(name);
  if (value === "") return undefined;
  if (/^[1-9]\d{0,8}$/.test(value)) return Number(value);
  throw usageError(`The input ${name} is a number, not ${JSON.stringify(value)}.`);
}
