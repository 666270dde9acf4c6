import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { CONFIG_PATH } from "../../core/config/config.ts";
import { parseConfig } from "../../core/config/parse-config.ts";
import { secretNames } from "../../core/config/notify-target.ts";
import { failure } from "../../github/client/failure.ts";
import { askPerson } from "../terminal/ask-person.ts";
import type { Ask } from "../terminal/ask-person.ts";
import type { CommandEnvironment } from "../command-definition.ts";
import { exitCode, wrongUse } from "../exit-code.ts";
import { withProgress } from "../terminal/progress.ts";
import { runTool } from "../run-tool.ts";
import { createScreen } from "../terminal/screen.ts";
import type { Screen } from "../terminal/screen.ts";
import { diffLines, lookAtFile, writeWhole } from "./look-at-file.ts";
import type { LookedAt } from "./look-at-file.ts";
import { initFiles } from "./init-files.ts";
import { makeLabels, readMissingLabels } from "./init-labels.ts";
import type { MissingLabels } from "./init-labels.ts";
import { showNextSteps } from "./next-steps.ts";
import { findAction, parseAction } from "./read-action.ts";
import type { ActionSource } from "./read-action.ts";
import { INCIDENT_LABEL } from "../../core/model/phase.ts";
import { isNear } from "../doctor/checks/check-files.ts";
import { parseForm } from "../doctor/read-form.ts";
import { readHere } from "../doctor/read-here.ts";

export type InitOptions = {
  readonly repo: string | undefined;
  /** "acme/dakor@" and a commit's 40 digits. */
  readonly action: string | undefined;
  /** The App is installed: no workflows. */
  readonly hasApp: boolean;
  readonly hasLabels: boolean;
  readonly isYes: boolean;
  readonly isForced: boolean;
  readonly isDry: boolean;
  /** A folder of the repository; left out, the present one. */
  readonly cwd?: string;
};

/** Who is at the keyboard. */
export type Keyboard = { readonly screen: Screen; readonly meet: () => Ask };

type Run = {
  readonly options: InitOptions;
  readonly screen: Screen;
  readonly ask: Ask | undefined;
  readonly top: string;
};

/** Repeated at the end: what scrolled by is forgotten. */
const LABELS_LEFT = "Some labels are not there yet, see above: dakor init makes them.";
const INSTEAD = "Type --yes to write what is missing, or --dry-run to see it first.";

const USUAL = ["main", "master"];

/** Sets the repository around the present folder up; the exit code. */
export async function runInit(
  options: InitOptions,
  environment: CommandEnvironment,
  keyboard: Keyboard = { screen: createScreen(process.stdout), meet: () => askPerson(INSTEAD) },
): Promise<number> {
  const { cwd = "." } = options;
  const top = await runTool("git", ["rev-parse", "--show-toplevel"], { cwd, environment });
  if (top === undefined) {
    throw wrongUse(
      "This folder is no git repository. Go to a clone of yours, or type git init first.",
    );
  }
  const action = await readAction(options);
  const config = await readFile(join(top, CONFIG_PATH), "utf8").catch(() => undefined);
  const { report, notify } = parseConfig(config).config;
  const { directory } = report;
  const branch = await findDefaultBranch(top);
  const wanted = initFiles({
    action,
    hasWorkflows: !options.hasApp,
    directory,
    branch,
    secrets: secretNames(notify),
  });
  const files = await Promise.all(wanted.map((file) => lookAtFile(top, file)));
  const labels = options.hasLabels ? await findLabels(options, top, environment) : undefined;
  const { screen } = keyboard;
  const changed = files.filter(({ state }) => state !== "same");
  const isNothing = changed.length === 0 && !(labels !== undefined && mayMake(labels));
  const ask = isNothing || options.isYes || options.isDry ? undefined : keyboard.meet();
  try {
    const run: Run = { options, screen, ask, top };
    if (isNothing) screen.line("Nothing to do: every file is there.");
    const written = await writeFiles(run, changed);
    const made = labels === undefined ? "there" : await addLabels(run, labels);
    if (written === 0 && !isNothing && !options.isDry) screen.line("No file was written.");
    const left = [...(await formsBeside(top)), ...(made === "there" ? [] : [LABELS_LEFT])];
    if (written > 0 || (left.length > 0 && !options.isDry)) {
      showNextSteps(screen, { hasApp: options.hasApp, directory, action, left });
    }
    return exitCode(made === "failed" ? "found" : "done");
  } finally {
    ask?.close();
  }
}

async function readAction(options: InitOptions): Promise<ActionSource | undefined> {
  const action = options.action === undefined ? await findAction() : parseAction(options.action);
  if (action === undefined && !options.hasApp) {
    throw wrongUse(
      "Which Action should the workflows use? Nothing here says where this command comes from. " +
        "Type --action owner/repo@sha, with the 40 digits of a commit; or --app, without workflows.",
    );
  }
  if (action?.isUnknownThere === true) {
    process.stderr.write(
      `No branch of ${action.repository} has the commit ${action.sha.slice(0, 7)} yet, as far as this clone knows. ` +
        "Push it before the workflows run.\n",
    );
  }
  return action;
}

function findLabels(
  { repo }: InitOptions,
  cwd: string,
  environment: CommandEnvironment,
): Promise<MissingLabels> {
  const reading = readMissingLabels({ repo, cwd }, environment);
  return withProgress(reading, { says: "Reading the labels", out: process.stderr });
}

function mayMake(labels: MissingLabels): boolean {
  return "names" in labels && labels.names.length > 0;
}

/** Writes what is agreed to; how many. */
async function writeFiles(run: Run, files: readonly LookedAt[]): Promise<number> {
  const { options, screen, top } = run;
  const free = files.filter(({ state }) => state !== "theirs");
  const theirs = files.filter(({ state }) => state === "theirs");
  const agreed = [...((await isAgreed(run, free)) ? free : [])];
  for (const file of theirs) if (await isGivenUp(run, file)) agreed.push(file);
  for (const file of options.isDry ? [] : agreed) {
    await writeWhole(join(top, file.path), file.text);
    screen.line(`${screen.paint("green", "wrote")} ${file.path}`);
  }
  return options.isDry ? 0 : agreed.length;
}

async function isAgreed(run: Run, files: readonly LookedAt[]): Promise<boolean> {
  if (files.length === 0) return false;
  for (const file of files) showDiff(run, file);
  const question = files.length === 1 ? "Write this file?" : `Write these ${files.length} files?`;
  return run.ask === undefined || run.ask.question(question, true);
}

/** Whoever wrote or changed a file decides about it. */
async function isGivenUp(run: Run, file: LookedAt): Promise<boolean> {
  const { options, screen, ask } = run;
  showDiff(run, file);
  if (options.isForced && ask === undefined) return true;
  if (ask !== undefined) {
    return ask.question(`${file.path} is not as init wrote it. Overwrite it?`, false);
  }
  screen.line(`left ${file.path} as it is: somebody wrote or changed it (--force overwrites it)`);
  return false;
}

function showDiff({ options, screen, ask }: Run, file: LookedAt): void {
  if (ask === undefined && !options.isDry) return;
  for (const line of diffLines(file, screen)) screen.line(line);
  screen.line();
}

/** Whether the labels are as they should be. */
async function addLabels(run: Run, labels: MissingLabels): Promise<"there" | "left" | "failed"> {
  const { options, screen, ask } = run;
  if ("unknown" in labels) {
    screen.line(`Labels are left out: ${labels.unknown}`);
    return labels.isFailure ? "failed" : "left";
  }
  const { names, repository } = labels;
  if (names.length === 0) return "there";
  const list = names.join(", ");
  if (options.isDry) screen.line(`Labels to make on ${repository}: ${list}`);
  if (options.isDry) return "left";
  const isAgreedTo = await ask?.question(`Make these labels on ${repository}: ${list}?`, true);
  if (isAgreedTo === false) return "left";
  try {
    const refusal = await makeLabels(labels);
    if (refusal === undefined) screen.line(`${screen.paint("green", "made")} the labels ${list}`);
    else process.stderr.write(`The labels could not all be made: ${refusal}\n`);
    return refusal === undefined ? "there" : "failed";
  } catch (thrown) {
    process.stderr.write(`The labels could not be made: ${failure("labels", thrown).message}\n`);
    return "failed";
  }
}

/** As the remote says, as far as this clone knows it; else the usual one that there is, or will be. */
async function findDefaultBranch(cwd: string): Promise<string> {
  const git = (...args: readonly string[]): Promise<string | undefined> =>
    runTool("git", args, { cwd });
  const [remote, local, first] = await Promise.all([
    git("symbolic-ref", "--short", "refs/remotes/origin/HEAD"),
    git("branch", "--list", "--format=%(refname:short)", ...USUAL),
    git("symbolic-ref", "--short", "HEAD"),
  ]);
  const known = remote?.replace(/^origin\//, "");
  const usual = USUAL.find((name) => local?.split("\n").includes(name));
  const branch = known ?? usual ?? first ?? "main";
  // In a workflow, other letters would need quotes, and stars would mean more.
  return /^[\w./-]+$/.test(branch) ? branch : "main";
}

/** Forms that look like an incident's, and open none: what the team's own are is the team's to change. */
async function formsBeside(top: string): Promise<readonly string[]> {
  const files = await readHere(top);
  return (files?.forms ?? [])
    .flatMap((file) => parseForm(file) ?? [])
    .filter((form) => isNear(form) && !form.labels.includes(INCIDENT_LABEL))
    .map(
      ({ path }) => `${path} opens no incident yet. Give it the line  labels: [${INCIDENT_LABEL}]`,
    );
}
