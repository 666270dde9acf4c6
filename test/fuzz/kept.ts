type Kept = { readonly parser: string; readonly what: string; readonly input: () => unknown };

const MOST = 65_536;
const fill = (unit: string, length: number = MOST): string => unit.repeat(length / unit.length);

/** Inputs that were slow or wrong once, or the slowest that was found. */
export const KEPT: readonly Kept[] = [
  {
    parser: "commands",
    what: "a command in each line",
    input: () => fill("/unsuspect - because it hurts\n", 16_500),
  },
  { parser: "what a comment shows", what: "code in emphasis", input: () => fill("*`a_", 8_000) },
  { parser: "issue form", what: "a heading in each line", input: () => fill("### Paths\n\na\n") },
  { parser: "configuration", what: "nothing but a directive", input: () => fill("%") },
  { parser: "front matter", what: "brackets that nobody opened", input: () => fill("]") },
  { parser: "report", what: "a heading in each line", input: () => fill("## Cause\n") },
  {
    parser: "glob",
    what: "stars and what nearly matches",
    input: () => `${fill("*a", 256)}\n${fill("a", 3_700)}b`,
  },
  { parser: "paths in a command", what: "nothing but stars", input: () => fill("*/") },
  {
    parser: "paths in a command",
    what: "a pattern in each line, none like another",
    input: () => Array.from({ length: 9_000 }, (_, index) => `a/${index}\n`).join(""),
  },
  { parser: "a line of somebody's", what: "an address that ends at once", input: () => "www.* x" },
  { parser: "lines of somebody's", what: "an address that ends at once", input: () => "a\nwww.." },
  { parser: "moments", what: "nothing but spaces", input: () => `10:30${fill(" ")}am` },
  {
    parser: "durations",
    what: "one and a half, again and again",
    input: () => fill("1 hour and a half "),
  },
  {
    parser: "reverts",
    what: "a commit, and thousands of ends of comments: read for issues, too, where none was named",
    input: () => `\nThis reverts commit a1234567890.${fill("*?-->", 16_000)}`,
  },
  {
    parser: "record in a board",
    what: "nothing but braces",
    input: () => `<!-- dakor record ${fill("{")} -->`,
  },
  {
    parser: "link on a pull request",
    what: "nothing but its beginning",
    input: () => fill("<!-- dakor link "),
  },
  {
    parser: "webhook payload",
    what: "labels without end",
    input: () => ({
      installation: { id: 1 },
      issue: { number: 1, labels: Array.from({ length: 5_000 }, () => ({ name: "x" })) },
    }),
  },
  {
    parser: "event file",
    what: "a number that is text",
    input: () => ({ pull_request: { number: "7" } }),
  },
  {
    parser: "timeline",
    what: "a list of nothing",
    input: () => ({ nodes: Array.from({ length: 5_000 }, () => null) }),
  },
  {
    parser: "issue",
    what: "edits without a text",
    input: () => ({ userContentEdits: { nodes: [{}, { diff: 1 }] } }),
  },
  {
    parser: "gate answer",
    what: "lists that don't say whether they go on",
    input: () => ({
      repository: { id: "R", config: null, open: { nodes: [] }, owed: { nodes: [] } },
    }),
  },
  {
    parser: "judged pull request",
    what: "a count that is text",
    input: () => ({ number: 1, headRefOid: "a", changedFiles: "3" }),
  },
  {
    parser: "role",
    what: "a name of every object",
    input: () => ({ role_name: "constructor", permission: "__proto__" }),
  },
  {
    parser: "a line of somebody's",
    what: "code that nobody closed",
    input: () => fill("`a``b", 1_000),
  },
  {
    parser: "a line of somebody's",
    what: "a commit after a letter that Unicode counts to a word, and GitHub doesn't",
    input: () => "sevſ99999999999999999999 and Kdeadbeef1",
  },
  {
    parser: "lines of somebody's",
    what: "fences in fences",
    input: () => fill("```\n~~~\n", 4_000),
  },
  {
    parser: "titles, names and code",
    what: "nothing but what needs a gap",
    input: () => fill("@#1"),
  },
  {
    parser: "merging a report",
    what: "parts that nobody ended: each looked for its end through the whole file",
    input: () => fill("<!-- dakor:begin a 00000000 -->\n", 260_000),
  },
  {
    parser: "merging a report",
    what: "parts with one end for all",
    input: () => `${fill("<!-- dakor:begin a 00000000 -->\n", 260_000)}<!-- dakor:end a -->`,
  },
  {
    parser: "Liquid template",
    what: "a loop in a loop in a loop",
    input: () => `${fill("{% for i in (1..99) %}", 220)}x${fill("{% endfor %}", 120)}`,
  },
];
