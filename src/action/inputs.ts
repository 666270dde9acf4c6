/** What a workflow may set with `with:`. action.yml and the reference say the same; a test compares them. */
export const INPUTS = {
  mode: {
    description:
      "What to do. `gate` decides whether a pull request, or a group of the merge queue, may merge. `bot` looks after incidents. `renew` judges all open pull requests again.",
    default: "gate",
  },
  token: {
    description:
      "Reads the repository, and writes in the modes `bot` and `renew`. The job's own token is enough; for the gate also the read-only one of a fork's pull request.",
    default: "${{ github.token }}",
  },
  issue: {
    description:
      "Number of the issue that the bot looks at first. Only for `workflow_dispatch`; without it, it looks at every unreported incident.",
    default: "",
  },
  "pull-request": {
    description:
      "Number of the pull request to judge. Only for the gate on `workflow_dispatch`; other events say it themselves.",
    default: "",
  },
  "on-error": {
    description:
      "When the gate can't read GitHub: `hold` fails the job, `allow` lets the merge through and says so.",
    default: "hold",
  },
  "dry-run": {
    description: "`true` says what the gate would decide, and never fails the job because of it.",
    default: "false",
  },
  app: {
    description:
      "Slug of the dakor App where it runs beside this workflow: what it has said counts as said, and the workflow leaves it two minutes.",
    default: "",
  },
  timeout: {
    description: "Seconds that one request to GitHub may take.",
    default: "15",
  },
} as const satisfies Readonly<
  Record<string, { readonly description: string; readonly default: string }>
>;

type InputName = keyof typeof INPUTS;

const MODES = ["gate", "bot", "renew"] as const;

export type Inputs = {
  readonly mode: (typeof MODES)[number];
  readonly issue: number | undefined;
  readonly token: string;
  readonly pull: number | undefined;
  readonly onError: "hold" | "allow";
  readonly isDryRun: boolean;
  readonly app: string | undefined;
  /** Milliseconds. */
  readonly timeout: number;
};

/** What a person must change in their workflow; no failure of GitHub's. */
type UsageError = Error & { readonly isUsage: true };

export function usageError(message: string): UsageError {
  return Object.assign(new Error(message), { isUsage: true as const });
}

export function readInputs(): Inputs {
  const mode = readChoice("mode", MODES);
  const token = given("token");
  if (token === "") throw usageError("The input token is empty: without it nothing can be read.");
  const app = given("app").replace(/\[bot\]$/, "");
  const isDryRun = readChoice("dry-run", ["false", "true"]) === "true";
  if (isDryRun && mode !== "gate") {
    throw usageError(`The input dry-run is for the gate; with mode ${mode}, leave it out.`);
  }
  return {
    mode,
    issue: readNumber("issue"),
    token,
    pull: readNumber("pull-request"),
    onError: readChoice("on-error", ["hold", "allow"]),
    isDryRun,
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
