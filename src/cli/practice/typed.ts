/** What can be typed in practice, beside comments: each stands for one thing that people do on GitHub's pages. */
export const TYPED = {
  open: { usage: "open <title>", does: "opens an incident; a second one is the one from then on" },
  pull: { usage: "pull <path>", does: "opens a pull request that changes this file" },
  merge: { usage: "merge <number>", does: "merges a pull request, if its check lets it" },
  revert: { usage: "revert <number>", does: "GitHub’s button “Revert” on a merged one" },
  board: { usage: "board", does: "shows the board again" },
  checks: { usage: "checks", does: "shows what the gate says of each open pull request" },
  close: { usage: "close", does: "closes the incident" },
  reopen: { usage: "reopen", does: "opens it again" },
  label: { usage: "label <name>", does: "sets a label, such as dakor:optimize" },
  edit: { usage: "edit <text>", does: "writes another text in place of your last comment" },
  delete: { usage: "delete", does: "deletes your last comment" },
  write: { usage: "write", does: "fills in what the report leaves to you" },
  help: { usage: "help", does: "shows this list" },
  quit: { usage: "quit", does: "ends it, and forgets everything" },
} as const satisfies Readonly<Record<string, { readonly usage: string; readonly does: string }>>;

export type Verb = keyof typeof TYPED;

type Typed =
  | { readonly kind: "nothing" }
  | { readonly kind: "comment"; readonly text: string }
  | { readonly kind: "verb"; readonly verb: Verb; readonly rest: string };

/** A verb alone or with what it takes; everything else is a comment on the incident. */
export function parseTyped(line: string): Typed {
  const text = line.trim();
  if (text === "") return { kind: "nothing" };
  const [, word = "", rest = ""] = /^(\S+)\s*([\s\S]*)$/.exec(text) ?? [];
  if (isVerb(word) && fits(word, rest)) return { kind: "verb", verb: word, rest };
  return { kind: "comment", text };
}

function isVerb(word: string): word is Verb {
  return Object.hasOwn(TYPED, word);
}

/** "close to a solution" is a comment. */
function fits(verb: Verb, rest: string): boolean {
  const { usage }: { readonly usage: string } = TYPED[verb];
  if (!usage.includes("<")) return rest === "";
  if (usage.includes("<name>")) return /^[^\s]+$/.test(rest);
  return usage.includes("<number>") ? /^#?\d{1,9}$/.test(rest) : rest !== "";
}
