import { describe, expect, test } from "vitest";
import { parseCommands } from "../../../src/core/command/parse-commands.ts";

const COMMANDS = [
  "/override #140",
  "/skip kludge",
  "/keep K1",
  "/no-kludge",
  "/dakor close anyway",
] as const;

/** Spaces, zero width, fillers that count as letters, direction marks, tags, punctuation, marks without a letter. */
const NOTHING = [
  "",
  " ",
  "\t",
  "\u00a0",
  "\u200b",
  "\u200b\u200c\u200d",
  "\u2060",
  "\u00ad",
  "\ufeff",
  "\u3164",
  "\u115f\u1160",
  "\uffa0",
  "\u202e",
  "\u{e0041}\u{e0042}",
  "\ufe0f",
  "\u0301",
  ".",
  "...",
  "…",
  "—",
  "-",
  "!!!",
  "?",
  '""',
  "()",
  "*",
  "`",
  "\u200b.\u200b",
  "$",
  "~",
  "|",
];

describe.each(COMMANDS)("%s", (command) => {
  test.each(NOTHING)("because %j is no reason", (reason) => {
    const [found] = parseCommands(`${command} because ${reason}`, "incident");
    // Which the command's rule refuses, and says so.
    expect(found).toMatchObject({ type: "command" });
    expect(found).not.toHaveProperty("command.because");
  });

  test.each(["ok", "x", "修正", "شرح", "because", "👍", "2", "it’s safe", "(really)", "e\u0301"])(
    "because %s is one",
    (reason) => {
      expect(parseCommands(`${command} because ${reason}`, "incident")).toMatchObject([
        { type: "command", command: { because: reason } },
      ]);
    },
  );
});
