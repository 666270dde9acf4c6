import type { PersonApi } from "./person-api.ts";
import type { Scene } from "./scene.ts";
import { heldOf } from "./scene.ts";

/** What lea writes where the bot left a line to be written, in its order; the last for whatever is left. */
const answers = [
  "For 68 minutes, customers could not pay with a card that they had saved before that morning.",
  "About one payment in nine failed: 212 customers, of whom 140 came back within the hour.",
  "Nothing broke again while the old format was back; new cards had to be typed in once more.",
  "The recommendation to roll back first, and the alert after six minutes: nobody called twice.",
  "Our tests knew no old tokens, so the change looked complete.",
  "It was a Tuesday morning, not the sale on Friday.",
  "Agreed by everybody who was there.",
] as const;

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
  const left = [...answers];
  const text = (await lea.readFile(path, branch)).replaceAll(
    /\bTODO:[^\n]*/g,
    () => (left.length > 1 ? left.shift() : left[0]) ?? "",
  );
  await lea.writeFile({ path, text, message: "Write what only we can know", branch });
}
