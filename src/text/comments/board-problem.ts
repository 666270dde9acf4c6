import { WRITE_PERMISSIONS } from "../../core/model/permission.ts";
import { code, listed } from "../markdown/escape.ts";
import { lastingIn, renderLasting, triedOnceKey } from "./lasting-refusal.ts";
import { reasonOf } from "./reason.ts";
import type { Write } from "../write.ts";

export type Refused = { readonly write: Write; readonly reason: string };

/** Why the bot could not do what should be so. */
export type BoardProblem =
  | {
      readonly kind: "refused";
      readonly refused: readonly Refused[];
    }
  /** It tried as often as it may. */
  | { readonly kind: "given-up"; readonly reason: string };

const MARK = "<!-- dakor trouble -->";
const MOST_NAMED = 3;

type Words = {
  readonly what: (write: Write) => string;
  /** What makes the bot try again at once. */
  readonly again: string;
  /** What people can do instead. */
  readonly instead?: string;
};

const DISCUSS = { again: "comment here" } as const;
const REPORT = { again: "say `/report` again" } as const;

/** What GitHub may refuse, in people's words. */
const WORDS = {
  "add-comment": { ...DISCUSS, what: () => "write a comment" },
  "edit-comment": { ...DISCUSS, what: () => "edit its comment" },
  "delete-comment": { ...DISCUSS, what: () => "delete its own second comment" },
  react: { ...DISCUSS, what: () => "react to a comment" },
  "add-label": { ...DISCUSS, what: () => "set a label" },
  "remove-label": { ...DISCUSS, what: () => "take a label off" },
  close: { ...DISCUSS, what: () => "close this issue" },
  reopen: { ...DISCUSS, what: () => "reopen this issue" },
  revert: {
    again: "say `/rollback` again",
    instead: "or revert it by hand and name that pull request: `/kludge <#number>`",
    what: (write) =>
      write.type === "revert" ? `open the pull request ${code(write.title)}` : "open a revert",
  },
  "create-branch": {
    ...REPORT,
    what: (write) =>
      write.type === "create-branch" ? `create the branch ${code(write.branch)}` : "make a branch",
  },
  "move-branch": {
    ...REPORT,
    what: (write) =>
      write.type === "move-branch"
        ? `begin the branch ${code(write.branch)} anew`
        : "begin a branch anew",
  },
  "commit-file": {
    ...REPORT,
    what: (write) =>
      write.type === "commit-file" ? `commit to the branch ${code(write.branch)}` : "commit",
  },
  "open-pull": {
    ...REPORT,
    what: (write) =>
      write.type === "open-pull"
        ? `open a pull request from ${code(write.head)}`
        : "open a pull request",
  },
  "request-reviewers": {
    ...DISCUSS,
    what: (write) =>
      write.type === "request-reviewers"
        ? `ask ${listed([...write.users, ...write.teams].map(code))} to review #${write.pull}`
        : "ask for reviews",
  },
} as const satisfies Readonly<Record<Write["type"], Words>>;

/** One paragraph for the end of the board; the same trouble has the same words. `lasting`: keys that it had before. */
export function renderBoardProblem(trouble: BoardProblem, lasting: readonly string[] = []): string {
  const refused = trouble.kind === "refused" ? trouble.refused : [];
  const keys = refused.flatMap(({ write }) => triedOnceKey(write) ?? []);
  const lines = [MARK, "> [!WARNING]", `> ${words(trouble)}`];
  return [...lines, ...renderLasting([...lasting, ...keys])].join("\n");
}

function words(trouble: BoardProblem): string {
  if (trouble.kind === "given-up") {
    return `dakor could not finish its last look at this incident (${reasonOf(trouble.reason)}). It tries again at the next change, and within 15 minutes.`;
  }
  const [first] = trouble.refused;
  if (first === undefined) return "GitHub refused a change.";
  const whats = [...new Set(trouble.refused.map(({ write }) => whatOf(write)))];
  return `GitHub refused to ${listed(whats.slice(0, MOST_NAMED))} (${reasonOf(first.reason)}). ${advice(first)}`;
}

function advice({ write, reason }: Refused): string {
  const { again, instead }: Words = WORDS[write.type];
  const [permission] = WRITE_PERMISSIONS[write.type];
  if (write.type === "request-reviewers") {
    const team =
      write.teams.length === 0
        ? ""
        : " A team can only be asked with the organization permission `members: read`, which a workflow's token can't have.";
    return `Please ask them by hand, or correct ${code("report.reviewers")}.${team}`;
  }
  const remedy = /not accessible by integration/i.test(reason)
    ? `Give the App the permission ${code(`${permission}: write`)} and accept it for this repository`
    : `Allow the App to do so in the repository's rulesets`;
  return `${remedy}, then ${again}${instead === undefined ? "" : `, ${instead}`}.`;
}

function whatOf(write: Write): string {
  const { what }: Words = WORDS[write.type];
  return what(write);
}

export function hasBoardProblem(board: string): boolean {
  return board.includes(MARK);
}

/** The board as it would be without it. */
export function withoutBoardProblem(board: string): string {
  const start = board.lastIndexOf(MARK);
  return start < 0 ? board : board.slice(0, start).trimEnd();
}

export function withBoardProblem(board: string, trouble: BoardProblem): string {
  return `${withoutBoardProblem(board)}\n\n${renderBoardProblem(trouble, lastingIn(board))}`;
}

/** A board's new text with the trouble that the old one has. */
export function keepBoardProblem(old: string, text: string): string {
  const start = old.lastIndexOf(MARK);
  return start < 0 ? text : `${text}\n\n${old.slice(start)}`;
}
