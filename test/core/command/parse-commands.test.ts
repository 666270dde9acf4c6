import { describe, expect, test } from "vitest";

import { COMMANDS, ruleOf, type CommandName } from "../../../src/core/command/command.ts";
import { parseCommands, visibleText } from "../../../src/core/command/parse-commands.ts";
import { readSeverity, SEVERITY_WORDS } from "../../../src/core/command/severity-words.ts";
import { SEVERITIES } from "../../../src/core/model/fact.ts";
import type { Command, CommandProblem } from "../../../src/core/command/parsed-command.ts";

function commandsIn(body: string): readonly Command[] {
  return parseCommands(body, "incident").flatMap((line) =>
    line.type === "command" ? [line.command] : [],
  );
}

function problemsIn(body: string): readonly CommandProblem[] {
  return parseCommands(body, "incident").flatMap((line) =>
    line.type === "problem" ? [line.problem] : [],
  );
}

const NONE = { pulls: [], people: [] };

test.each(
  SEVERITIES.flatMap((level) => SEVERITY_WORDS[level].map((word) => [word, level] as const)),
)("/%s alone says that it is %s", (word, level) => {
  const [command] = commandsIn(`/${word}`);
  expect(command?.name).toBe("severity");
  expect(readSeverity(command?.text ?? "")).toBe(level);
});

describe("a command", () => {
  test.each<[string, Omit<Command, "line" | "pulls" | "people"> & Partial<Command>]>([
    ["/ack", { name: "checking", text: "" }],
    ["/CHECKING", { name: "checking", text: "" }],
    ["   /checking  ", { name: "checking", text: "" }],
    ["/mitigated", { name: "stable", text: "" }],
    ["/dakor resolved at 11:02", { name: "restored", text: "", at: "11:02" }],
    ["/Dakor  Help", { name: "help", text: "" }],
    ["/severity critical", { name: "severity", text: "critical" }],
    ["/dakor closing because it is over", { name: "close", text: "", because: "it is over" }],
    ["/severity\tcritical", { name: "severity", text: "critical" }],
    ["/note **bold** `code` #12 next 10m", { name: "note", text: "**bold** `code` #12 next 10m" }],
    ["/note because I said so", { name: "note", text: "because I said so" }],
    ["/alert next 10m", { name: "alert", text: "", next: 600 }],
    ["/alert next: 1h30m.", { name: "alert", text: "", next: 5400 }],
    ["/update We know. NEXT 10m", { name: "update", text: "We know.", next: 600 }],
    ["/update We look at next week", { name: "update", text: "We look at next week" }],
    ["/update We move the next 10 hosts", { name: "update", text: "We move the next 10 hosts" }],
    ["/stable at 10:40 next 30m", { name: "stable", text: "", at: "10:40", next: 1800 }],
    ["/stable next 30m at 10:40", { name: "stable", text: "", at: "10:40", next: 1800 }],
    ["/stable at 2026-02-15 10:40", { name: "stable", text: "", at: "2026-02-15 10:40" }],
    ["/stable at 2026-02-15T10:40:00Z", { name: "stable", text: "", at: "2026-02-15T10:40:00Z" }],
    ["/stable at 10:40 UTC", { name: "stable", text: "", at: "10:40 UTC" }],
    ["/stable All good at 15m ago", { name: "stable", text: "All good", at: "15m ago" }],
    ["/stable at 10 am", { name: "stable", text: "", at: "10 am" }],
    ["/stable We are at 10 errors", { name: "stable", text: "We are at 10 errors" }],
    ["/kludge Flag off #124", { name: "kludge", text: "Flag off", pulls: [124] }],
    [
      "/kludge #124 switches it off",
      { name: "kludge", text: "#124 switches it off", pulls: [124] },
    ],
    [
      "/kludge Flag off #124 impact: no saved cards undo: flag on at 10:40",
      {
        name: "kludge",
        text: "Flag off",
        pulls: [124],
        impact: "no saved cards",
        undo: "flag on",
        at: "10:40",
      },
    ],
    [
      "/kludge Flag off, impact: none #124",
      { name: "kludge", text: "Flag off", pulls: [124], impact: "none #124" },
    ],
    [
      "/kludge Flag off #124, undo: revert #99",
      { name: "kludge", text: "Flag off", pulls: [124], undo: "revert #99" },
    ],
    ["/suspect #12, #13 and #12", { name: "suspect", text: "", pulls: [12, 13] }],
    ["/rollback #12.", { name: "rollback", text: "", pulls: [12] }],
    ["/fix https://github.com/acme/shop/pull/130", { name: "fix", text: "", pulls: [130] }],
    ["/fix See acme/shop#130 and x#1", { name: "fix", text: "See acme/shop#130 and x#1" }],
    ["/undo K1 #131", { name: "undo", text: "K1", pulls: [131] }],
    ["/cause The format changed in #12", { name: "cause", text: "The format changed in #12" }],
    [
      "/no-kludge because the fix is ready",
      { name: "no-kludge", text: "", because: "the fix is ready" },
    ],
    [
      "/keep K1, because: it is safer because of #9",
      { name: "keep", text: "K1", because: "it is safer because of #9" },
    ],
    ["/skip diagnose because known", { name: "skip", text: "diagnose", because: "known" }],
    ["/skip diagnose because", { name: "skip", text: "diagnose" }],
    ["/dakor close anyway because x", { name: "close", text: "anyway", because: "x" }],
    ["/lead @lea and @john", { name: "lead", text: "", people: ["lea", "john"] }],
    ["/lead @Lea, @lea", { name: "lead", text: "", people: ["Lea"] }],
    ["/handover @john all yours", { name: "handover", text: "all yours", people: ["john"] }],
    ["/handover over to @john", { name: "handover", text: "", people: ["john"] }],
    ["/todo @john Ask @lea", { name: "todo", text: "Ask @lea", people: ["john"] }],
    ["/todo Mail a@b.co about it", { name: "todo", text: "Mail a@b.co about it" }],
    ["/scope A\0B\uD800", { name: "scope", text: "A\uFFFDB\uFFFD" }],
  ])("%s", (body, command) => {
    expect(parseCommands(body, "incident")).toEqual([
      { type: "command", command: { ...NONE, line: expect.any(String), ...command } },
    ]);
  });

  test("keeps its line as typed", () => {
    const [command] = commandsIn("  /UPDATE  We *know*. next 10m  \nmore");
    expect(command?.line).toBe("/UPDATE  We *know*. next 10m");
  });

  test("with facts takes the paragraph's lines up to the next command", () => {
    const body =
      "Hi\n/scope Everybody\r\n  in Spain\n/etc/passwd is fine\n/severity major\nreally\n/ack";
    expect(commandsIn(body)).toMatchObject([
      { name: "scope", text: "Everybody\nin Spain\n/etc/passwd is fine" },
      { name: "severity", text: "major" },
      { name: "checking", text: "" },
    ]);
  });

  test("reads options at the end of its first line, or of its last", () => {
    expect(commandsIn("/update We know. next 10m\nMore to come.")).toMatchObject([
      { text: "We know.\nMore to come.", next: 600 },
    ]);
    expect(commandsIn("/update We know.\nMore to come. next 10m")).toMatchObject([
      { text: "We know.\nMore to come.", next: 600 },
    ]);
    expect(commandsIn("/kludge Flag off #1\nimpact: none\nat all\nundo: flag on")).toMatchObject([
      { text: "Flag off", pulls: [1], impact: "none\nat all", undo: "flag on" },
    ]);
  });

  test("with facts takes the list or code right below it", () => {
    expect(commandsIn("/steps\n1. Open\n2. Pay\n\nThanks")).toMatchObject([
      { text: "1. Open\n2. Pay" },
    ]);
    expect(commandsIn("/cause Timeout\n```\n/ack\n```")).toMatchObject([
      { name: "cause", text: "Timeout\n```\n/ack\n```" },
    ]);
    expect(problemsIn("/steps\n\n1. Open")).toMatchObject([{ reason: "text-missing" }]);
  });
});

describe("no command", () => {
  test.each([
    ["inline code", "`/ack`"],
    ["inline code over lines", "`a\n/ack`"],
    ["fenced code", "```\n/ack\n```"],
    ["an open fence", "~~~\n/ack"],
    ["indented code", "    /ack"],
    ["a quote", "> /ack"],
    ["a list", "- a\n\n  /ack"],
    ["a link's text", "[a\n/ack b](https://x.y)"],
    ["emphasis", "*a\n/ack b*"],
    ["struck text", "~~a\n/ack b~~"],
    ["an HTML comment", "<!--\n/ack\n-->"],
    ["an HTML comment with empty lines", "<!--\n\n/ack\n\n-->"],
    ["an HTML comment in a line", "a <!-- b\n/ack\n-->"],
    ["HTML", "<div>\n/ack\n</div>"],
    ["a tag's attribute", "a <b title='\n/ack\n'>"],
    ["a heading", "# /ack"],
    ["a table", "a | b\n- | -\n/ack | c"],
    ["a footnote", "[^1]: a\n    /ack"],
    ["the middle of a line", "please /ack"],
    ["a path", "/ack/now"],
    ["a path with a dot", "/note.txt"],
    ["an escape", "\\/ack"],
    ["an entity", "&#47;ack"],
    ["a zero-width character", "/a\u200Dck"],
    ["a look-alike letter", "/аck"],
    ["another bot's command", "/hold\n/test all\n/retest\n/lgtm\n/cc @x"],
    ["an unknown word", "/foo bar\n/tmp"],
    ["nothing", ""],
  ])("%s", (_, body) => {
    expect(parseCommands(body, "incident")).toEqual([]);
  });
});

describe("outside of incidents", () => {
  test.each([
    ["/incident", "incident"],
    ["/dakor ack", "checking"],
    ["/dakor incident", "incident"],
  ])("%s counts", (body, name) => {
    expect(parseCommands(body, "anywhere")).toMatchObject([{ command: { name } }]);
  });

  test.each(["/ack", "/note x", "/klugde x", "/status"])("%s is somebody else's", (body) => {
    expect(parseCommands(body, "anywhere")).toEqual([]);
  });
});

describe("a mistake", () => {
  test.each<[string, Partial<CommandProblem>]>([
    ["/klugde x", { reason: "unknown-command", suggestions: ["/kludge"] }],
    ["/mitigatd", { reason: "unknown-command", suggestions: ["/mitigate", "/mitigated"] }],
    ["/dakor klugde", { reason: "unknown-command", suggestions: ["/dakor kludge"] }],
    ["/dakor xyz", { reason: "unknown-command", suggestions: ["/dakor help"] }],
    ["/dakor", { reason: "unknown-command", suggestions: ["/dakor help"] }],
    ["/dakro ack", { reason: "unknown-command", suggestions: ["/dakor"] }],
    ["/severity", { reason: "text-missing", name: "severity" }],
    ["/note", { reason: "text-missing", name: "note" }],
    ["/keep because x", { reason: "text-missing", name: "keep" }],
    ["/no-kludge now", { reason: "text-unexpected", name: "no-kludge" }],
    ["/alert next soon", { reason: "duration-unreadable", typed: "soon" }],
    ["/alert next 10x", { reason: "duration-unreadable", name: "alert", typed: "10x" }],
    ["/update x next 10 mintues", { reason: "duration-unreadable", typed: "10 mintues" }],
    ["/alert next 40d", { reason: "duration-unreadable", typed: "40d" }],
  ])("%s", (line, problem) => {
    expect(problemsIn(line)).toMatchObject([{ line, ...problem }]);
    expect(commandsIn(line)).toEqual([]);
  });

  test("in prose that breaks after a number is none", () => {
    expect(problemsIn("/update For the next 10\nwe wait")).toEqual([]);
  });

  test("of too many commands is one, and ten count", () => {
    const body = Array.from({ length: 14 }, (_, index) => `/note ${index}`).join("\n\n");
    expect(commandsIn(body)).toHaveLength(10);
    expect(problemsIn(body)).toEqual([
      { reason: "too-many-commands", line: "/note 10", count: 14 },
    ]);
  });
});

test("every usage and example in the table is a command without problems", () => {
  for (const name of Object.keys(COMMANDS).filter((key): key is CommandName => key in COMMANDS)) {
    const { usage, example = usage, aliases = [] } = ruleOf(name);
    expect(parseCommands(example, "incident")).toMatchObject([{ command: { name } }]);
    for (const alias of aliases) {
      const parsed = parseCommands(`/${alias}`, "incident");
      expect(parsed.map((line) => (line.type === "command" ? line.command : line.problem))).toEqual(
        [expect.objectContaining({ name })],
      );
    }
  }
});

test.each([
  ["Works on *my* machine\n> not mine", "Works on my machine"],
  ["> quoted\n\n`code` and [text](x) <!-- no -->", " and text "],
  ["- a list\n\nA", "A"],
  ["```\ncode\n```", ""],
])("visibleText of %j is %j", (body, text) => {
  expect(visibleText(body)).toBe(text);
});
