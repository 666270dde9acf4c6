import type { PersonApi } from "./person-api.ts";
import type { Scene } from "./scene.ts";
import { heldOf } from "./scene.ts";

const DAY = 24 * 60 * 60 * 1000;

/** What lea writes where the bot left a line to be written, by the question's first words. */
const answers: readonly (readonly [question: RegExp, answer: string])[] = [
  [
    /^TODO: Tell it .*$/m,
    "For 42 minutes, customers could not pay with a card that they had saved before that morning. A change that went live at 09:38 read card tokens of a new format only. Rolling it back made the shop usable again, and a change that reads both formats restored everything.",
  ],
  [
    /^TODO: How many people .*$/m,
    "About one payment in nine failed: 212 customers, of whom 140 came back within the hour.",
  ],
  [
    /^TODO: Did it break again .*$/m,
    "Nothing broke again. Cards that had been saved that morning had to be typed in once more.",
  ],
  [
    /^TODO: What helped.*$/m,
    "Six minutes after the first word of it, support knew what to answer and marketing paused the ads. We rolled back first and looked for the cause afterwards.",
  ],
  [
    /^TODO: What made it slower .*$/m,
    "Our tests knew no old tokens, so the change looked complete. Nothing but customers told us that payments were refused. The first update came two minutes later than promised.",
  ],
  [/^TODO: What could have .*$/m, "It was a quiet morning, not the sale on Friday."],
  [/kind: TODO: [^;)]*/, "kind: prevent"],
  [/due: TODO: date/, "due: {in two weeks}"],
];

/** The same day or the next: the report is written by people, and lets everything go. */
export const reportScenes: readonly Scene[] = [
  {
    at: "15:20",
    step: "report",
    by: "lea",
    does: "writes the report's open lines",
    act: async (stage) => {
      const branch = `dakor/report-${stage.incident()}`;
      await completeReport(stage.as("lea"), { branch, pull: stage.numberOf("report") });
    },
    watches: "report",
    gate: "looks",
    awaits: "the complete report free to merge",
    seen: ({ open, pull }) =>
      open.some(({ number, conclusion }) => number === pull?.number && conclusion === "success"),
  },
  {
    at: "15:40",
    step: "report",
    by: "lea",
    does: "merges the report",
    act: (stage) => stage.as("lea").merge(stage.numberOf("report")),
    gate: "releases",
    awaits: "the label dakor:reported, and everything that was held free to merge",
    seen: (look) =>
      look.issue.labels.some(({ name }) => name === "dakor:reported") && heldOf(look).length === 0,
  },
];

async function completeReport(
  lea: PersonApi,
  { branch, pull }: { readonly branch: string; readonly pull: number },
): Promise<void> {
  const paths = await lea.changedPaths(pull);
  const path = paths.find((one) => one.endsWith(".md")) ?? "";
  const due = new Date(Date.parse((await lea.thread(pull)).at) + 14 * DAY);
  const text = answers.reduce(
    (written, [question, answer]) =>
      written.replace(question, answer.replace("{in two weeks}", due.toISOString().slice(0, 10))),
    await lea.readFile(path, branch),
  );
  await lea.writeFile({ path, text, message: "Write what only we can know", branch });
}
