import { WRITE_PERMISSIONS } from "../../core/model/permission.ts";
import { clamp, code, fence, inline, listed, mention } from "../markdown/escape.ts";
import { lastingIn, renderLasting, triedOnceKey } from "./lasting-refusal.ts";
import type { Write } from "../write.ts";
import { formatMarker } from "../../core/model/marker.ts";

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

type Revert = Extract<Write, { readonly type: "revert" }>;

const MOST_REASON = 200;

/** One paragraph for the end of the board; the same trouble has the same words. `lasting`: keys that it had before. */
function renderBoardProblem(trouble: BoardProblem, lasting: readonly string[] = []): string {
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

/** GitHub won't revert it, however often it is asked: whoever asked for it reads so where they wait. */
export function renderImpossible(write: Revert, reason: string): Write {
  const { issue, kludge, source } = write.asked;
  const marker = formatMarker({ kind: "reply", key: `kludge-impossible:${source}=${kludge}` });
  return {
    type: "add-comment",
    subject: issue,
    body: [`${marker}\n${told(write, reason)}`, ...byHand(write, reason)].join("\n\n"),
  };
}

function told({ asked }: Revert, reason: string): string {
  const { by, kludge, pull, url } = asked;
  return `${mention(by)}: GitHub can’t roll back [#${pull}](${url}) (${reasonOf(reason)}), so **${kludge}** is not possible like this.`;
}

function byHand({ asked }: Revert, reason: string): readonly string[] {
  const { branch, pull } = asked;
  if (/workflow/i.test(reason)) {
    return [
      `It changes a workflow, which I may not. Your own *Revert* button on #${pull} can; then name the new pull request here:`,
      fence("/kludge Rolled back by hand <#number>"),
    ];
  }
  return [
    "By hand:",
    fence(
      [
        "git fetch origin",
        `git switch --create roll-back-${pull} origin/${branch}`,
        "git revert <commit>",
        `git push --set-upstream origin roll-back-${pull}`,
      ].join("\n"),
    ),
    `(A merge commit takes \`git revert -m 1 <commit>\`.) Then open the pull request, and name it here: \`/kludge Rolled back by hand <#number>\`. If something else has made it possible, \`/rollback #${pull}\` tries again.`,
  ];
}

/** The first line, without addresses of machines: everybody can read it. */
function reasonOf(reason: string): string {
  const line = reason
    .split("\n")
    .map((part) => part.trim())
    .filter((part) => part !== "")
    .slice(0, 2)
    .join(" ")
    .replaceAll(/\b\d{1,3}(?:\.\d{1,3}){3}(?::\d+)?\b|\[[0-9a-f:]+\](?::\d+)?/gi, "…")
    .replace(/ - https:\/\/docs\.github\.com\S*$/, "")
    .replace(/[.\s]+$/, "");
  return inline(clamp(line, MOST_REASON));
}
