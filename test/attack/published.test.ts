import { expect, test } from "vitest";
import type { Call } from "../github/fake-github.ts";
import { attacked, incident, ONE_FILE, says, user, verdictOf } from "./gate-attack.ts";

type Json = Readonly<Record<string, unknown>>;

const NAME = "2026-02-15-42-cards.md";
const SECTIONS = ["Summary", "Impact", "Timeline", "Cause"];

function filled(content: string): string {
  return SECTIONS.map((title) => `## ${title}\n\n${content}\n`).join("\n");
}

function report(front: string, text = filled("It is told.")): string {
  return `---\nincident: ${front}\ntimes: { closed: 2026-02-15T11:00Z }\n---\n\n${text}`;
}

/** Lea closed it at 11:00. */
const OVER = incident(
  [
    says("/dakor close anyway because it is over"),
    {
      __typename: "ClosedEvent",
      id: "CE_1",
      createdAt: "2026-02-15T11:00:00Z",
      stateReason: "COMPLETED",
      actor: user("lea"),
      closer: null,
    },
  ],
  { state: "CLOSED" },
);

/** What lies in the folder of reports on the default branch. */
async function judged(files: Readonly<Record<string, string>>): Promise<string> {
  const entries = Object.keys(files).map((name) => ({ name, type: "blob", size: 2_000 }));
  const texts = ({ variables }: Call): Json => {
    const asked = Object.entries(variables).filter(([name]) => /^(?:path|expression)/.test(name));
    return Object.fromEntries(
      asked.map(([name, path]) => [
        name.replace(/^[a-z]+/, "file"),
        { text: files[String(path).split("/").at(-1) ?? ""] ?? null },
      ]),
    );
  };
  const reports = { __typename: "Tree", oid: "e".repeat(40), entries };
  return verdictOf(
    attacked([OVER], ONE_FILE, {
      repository: { reports },
      answers: { ReadReports: (call) => ({ repository: texts(call) }) },
    }),
  );
}

const older = (count: number): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Array.from({ length: count }, (_, index) => [`postmortem-${index}.md`, "# Old"]),
  );

const HELD = "hold: report_missing";
const ENDED = "pass: no_unreported_incident";

test.each<readonly [string, Readonly<Record<string, string>>, string]>([
  ["complete", { [NAME]: report("42") }, ENDED],
  ["without the time when it was over", { [NAME]: report("42").replace(/times.*\n/, "") }, HELD],
  ["of before it was over", { [NAME]: report("42").replace("T11:00", "T10:00") }, HELD],
  ["of another number", { [NAME]: report("43") }, HELD],
  ["with its number twice", { [NAME]: report("43\nincident: 42") }, HELD],
  ["with an alias", { [NAME]: report("42\na: &x 1\nb: *x") }, HELD],
  ["with a number that is a text", { [NAME]: report('"42 "') }, HELD],
  ["with a TODO", { [NAME]: `${report("42")}\nTODO: why?` }, HELD],
  ["its sections in code", { [NAME]: report("42", `\`\`\`\n${filled("x")}\n\`\`\``) }, HELD],
  [
    "its sections in a comment of HTML",
    { [NAME]: report("42", `<!--\n${filled("x")}\n-->`) },
    HELD,
  ],
  ["empty", { [NAME]: "" }, HELD],
  ["sections of comments only", { [NAME]: report("42", filled("<!-- x -->")) }, HELD],
  ["sections of nothing to see", { [NAME]: report("42", filled("\u200B")) }, HELD],
  ["sections of lines", { [NAME]: report("42", filled("---")) }, HELD],
  ["a link to another file", { [NAME]: "../evil.md" }, HELD],
  ["beside a hundred others", { [NAME]: report("42"), ...older(100) }, ENDED],
  ["beside ninety-nine others", { [NAME]: report("42"), ...older(99) }, ENDED],
  ["none, beside a hundred others", older(100), HELD],
])("a report on the default branch: %s", async (_, files, expected) => {
  expect(await judged(files)).toBe(expected);
});
