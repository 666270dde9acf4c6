import { askPerson } from "../terminal/ask-person.ts";
import type { Ask } from "../terminal/ask-person.ts";
import type { CommandEnvironment } from "../command-definition.ts";
import { exitCode, wrongUse } from "../exit-code.ts";
import { createScreen } from "../terminal/screen.ts";
import type { Screen } from "../terminal/screen.ts";
import { openStage } from "./stage.ts";
import type { StageOptions } from "./stage.ts";
import { VERDICTS, playQuestion } from "./play-question.ts";
import type { Answered, LiveQuestion } from "./play-question.ts";
import { QUESTIONS } from "./question-table.ts";
import { markdownOf, tableLines } from "./render-answers.ts";

type LiveOptions = StageOptions & {
  /** Names of questions; all of them when empty. */
  readonly only: readonly string[];
  readonly isYes: boolean;
};

/** Who is at the terminal. */
type Keyboard = { readonly screen: Screen; readonly meet: () => Ask };

const INSTEAD = "Type --yes to let all questions be asked.";

const CODES = { SIGINT: 130, SIGTERM: 143 } as const;

type Stop = {
  readonly signal: AbortSignal;
  /** What to leave with, once somebody wants it to end. */
  readonly code: () => number | undefined;
  /** As Ctrl-C does. */
  readonly now: () => void;
  readonly [Symbol.dispose]: () => void;
};

/** Asks GitHub itself what its documentation leaves open; the exit code. */
export async function runLive(
  options: LiveOptions,
  environment: CommandEnvironment,
  { screen, meet }: Keyboard = {
    screen: createScreen(process.stdout),
    meet: () => askPerson(INSTEAD),
  },
): Promise<number> {
  const questions = questionsOf(options.only);
  using stop = listenForStop();
  const ask = options.isYes ? undefined : meet();
  const answers: Answered[] = [];
  try {
    const opened = await openStage(options, environment);
    const stage = { ...opened, stopping: stop.signal };
    for (const question of questions) {
      if (stop.signal.aborted) break;
      screen.line(`${screen.paint("bold", question.name)}: ${question.asks}`);
      // Whoever leaves the terminal answers nothing more.
      const isAgreed = await agree(ask, question, options.repo).catch(stop.now);
      const answer = isAgreed === true ? await playQuestion(question, stage) : leftOut(question);
      screen.line(`  ${VERDICTS[answer.verdict]}: ${answer.words}`);
      answers.push(answer);
    }
  } finally {
    ask?.close();
  }
  showAnswers(screen, answers, options.repo);
  return stop.code() ?? exitCode(answers.every(isGood) ? "done" : "found");
}

function leftOut(question: LiveQuestion): Answered {
  return { question, verdict: "unasked", words: "you left it out", left: [] };
}

function isGood({ verdict, left }: Answered): boolean {
  return left.length === 0 && (verdict === "expected" || verdict === "unasked");
}

function questionsOf(only: readonly string[]): readonly LiveQuestion[] {
  const known = QUESTIONS.map(({ name }) => name);
  const unknown = only.filter((name) => !known.includes(name));
  if (unknown.length > 0) {
    throw wrongUse(`There is no question ${unknown.join(", ")}. There are: ${known.join(", ")}`);
  }
  return only.length === 0 ? QUESTIONS : QUESTIONS.filter(({ name }) => only.includes(name));
}

async function agree(ask: Ask | undefined, question: LiveQuestion, repo: string): Promise<boolean> {
  if (ask === undefined || question.makes === undefined) return true;
  return ask.question(`  On ${repo} it makes ${question.makes}. Ask it?`, false);
}

function showAnswers(screen: Screen, answers: readonly Answered[], repo: string): void {
  screen.line();
  for (const line of tableLines(answers, screen.columns)) screen.line(line);
  screen.line();
  screen.line(screen.paint("bold", "For an issue of this project:"));
  screen.line();
  screen.line(markdownOf(answers, repo));
}

/** What is under way is still removed; who asks a second time is not held up. */
function listenForStop(): Stop {
  const stopping = new AbortController();
  let code: number | undefined;
  const stopWith = (exit: number): void => {
    code ??= exit;
    stopping.abort();
  };
  const interrupt = (): void => stopWith(CODES.SIGINT);
  const terminate = (): void => stopWith(CODES.SIGTERM);
  process.once("SIGINT", interrupt);
  process.once("SIGTERM", terminate);
  return {
    signal: stopping.signal,
    code: () => code,
    now: interrupt,
    [Symbol.dispose]: () => {
      process.off("SIGINT", interrupt);
      process.off("SIGTERM", terminate);
    },
  };
}
