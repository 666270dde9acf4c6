import type { PersonApi } from "../../demo/person-api.ts";
import type { Screen } from "../terminal/screen.ts";
import { boardOf, checkLine, newsLines } from "./tell-news.ts";
import type { Look } from "./tell-news.ts";
import { terminalLines } from "../terminal/plain-lines.ts";
import { parseTyped, TYPED } from "./typed.ts";
import type { Verb } from "./typed.ts";

type Practice = {
  readonly screen: Screen;
  /** Whoever sits at the keyboard, and their login. */
  readonly you: string;
  readonly person: PersonApi;
  /** Opens an issue with the label `incident`; its number. */
  readonly open: (title: string) => Promise<number>;
  /** Resolves when the bot has nothing more to do. */
  readonly quiet: () => Promise<void>;
};

const DAY = 24 * 60 * 60 * 1000;
const REPORT_WORDS = "Written in practice.";

/** Takes typed lines one by one; gives back false when it should end. */
export function createPractice({
  screen,
  you,
  person,
  open,
  quiet,
}: Practice): (line: string) => Promise<boolean> {
  const { line: show } = screen;
  let incident: number | undefined;
  /** The last comment that was typed. */
  let mine: number | undefined;
  let pulls = 0;
  let last: Look = { thread: undefined, open: [] };

  const look = async (): Promise<Look> => ({
    thread: incident === undefined ? undefined : await person.thread(incident),
    open: await person.openChecks("dakor"),
  });

  /** Does it, waits for the bot, and tells what is new. */
  const after = async (act: () => Promise<unknown>): Promise<void> => {
    await act();
    await quiet();
    const now = await look();
    for (const line of newsLines(last, now, screen)) show(line);
    last = now;
  };

  const comment = async (text: string): Promise<void> => {
    const number = incident;
    if (number === undefined) return say("There is no incident yet: open Saved cards are refused");
    await after(async () => {
      mine = await person.comment(number, text);
    });
  };

  const verbs: Readonly<Record<Exclude<Verb, "quit">, (rest: string) => Promise<void>>> = {
    open: async (title) => {
      const before = incident;
      // Its board is another one.
      last = { thread: undefined, open: last.open };
      mine = undefined;
      await after(async () => {
        incident = await open(title);
      });
      if (before !== undefined) {
        show(`From here on, you are on #${incident}; #${before} stays as it is.`);
      }
    },
    pull: async (path) => {
      pulls += 1;
      const branch = `change-${pulls}`;
      const message = `Change ${path}`;
      await after(async () => {
        await person.branch(branch);
        const text = `// ${message}, for the ${pulls}. time\n`;
        await person.writeFile({ path, text, message, branch });
        await person.openPull({ title: message, body: "", head: branch });
      });
    },
    merge: async (rest) => {
      const number = numberIn(rest);
      const pull = last.open.find((one) => one.number === number);
      if (pull === undefined) return say(`No open pull request has the number ${number}.`);
      if (pull.conclusion !== "success")
        return say(`GitHub doesn’t merge #${number}: ${pull.words}`);
      await after(() => person.merge(number));
    },
    revert: async (rest) => after(() => person.revert(numberIn(rest))),
    board: async () => {
      for (const line of terminalLines(boardOf(last), screen)) show(line);
    },
    checks: async () => {
      if (last.open.length === 0) return say("No pull request is open.");
      for (const pull of last.open) show(checkLine(pull, screen));
    },
    close: async () => {
      const number = incident;
      if (number === undefined) return say("There is no incident yet.");
      await after(() => person.close(number));
    },
    reopen: async () => {
      const number = incident;
      if (number === undefined) return say("There is no incident yet.");
      await after(() => person.reopen(number));
    },
    label: async (name) => {
      const number = incident;
      if (number === undefined) return say("There is no incident yet.");
      await after(() => person.label(number, name));
    },
    edit: async (text) => {
      const id = mine;
      if (id === undefined) return say("You have written no comment yet.");
      await after(() => person.editComment(id, text));
    },
    delete: async () => {
      const id = mine;
      if (id === undefined) return say("You have written no comment yet.");
      mine = undefined;
      await after(() => person.deleteComment(id));
    },
    write: async () => {
      const branch = `dakor/report-${incident ?? 0}`;
      const number = await person.openPullFrom(branch);
      if (number === undefined) return say("There is no report yet: close the incident first.");
      await after(() => fillReport(person, { branch, number, you }));
    },
    help: async () => {
      for (const line of helpLines()) show(line);
    },
  };

  async function say(words: string): Promise<void> {
    show(words);
  }

  return async (line) => {
    const typed = parseTyped(line);
    if (typed.kind === "nothing") return true;
    if (typed.kind === "comment") {
      await comment(typed.text);
      return true;
    }
    if (typed.verb === "quit") return false;
    await verbs[typed.verb](typed.rest);
    return true;
  };
}

export function helpLines(): readonly string[] {
  const rows = Object.values(TYPED).map(({ usage, does }) => `  ${usage.padEnd(16)} ${does}`);
  return [
    ...rows,
    "  anything else    is a comment on the incident, such as /checking or /dakor help",
  ];
}

async function fillReport(
  person: PersonApi,
  {
    branch,
    number,
    you,
  }: { readonly branch: string; readonly number: number; readonly you: string },
): Promise<void> {
  const paths = await person.changedPaths(number);
  const path = paths.find((one) => one.endsWith(".md")) ?? "";
  const draft = await person.readFile(path, branch);
  const due = new Date(Date.now() + 14 * DAY).toISOString().slice(0, 10);
  const text = draft
    .replaceAll(/kind: TODO: [^;)]*/g, "kind: prevent")
    .replaceAll("owner: TODO: who", `owner: @${you}`)
    .replaceAll("due: TODO: date", `due: ${due}`)
    .replaceAll(/\bTODO:[^\n]*/g, REPORT_WORDS);
  await person.writeFile({ path, text, message: "Write what only we can know", branch });
}

function numberIn(text: string): number {
  return Number(text.replace("#", ""));
}
