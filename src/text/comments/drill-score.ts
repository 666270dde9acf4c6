import type { CommentContent } from "../../core/plan/effect.ts";
import { FACTS } from "../../core/model/fact.ts";
import { formatScore } from "../../core/report/drill-score.ts";
import type { DrillScore, Share } from "../../core/report/drill-score.ts";
import { formatDuration } from "../../core/time/duration.ts";
import { listed } from "../markdown/escape.ts";

type ScoreContent = Extract<CommentContent, { readonly kind: "score" }>;

type Row = {
  readonly title: string;
  readonly cell: (score: DrillScore) => string;
  /** Nothing could have been better, or there was nothing to do. */
  readonly isFull: (score: DrillScore) => boolean;
  /** What to try next time. */
  readonly tip: (content: ScoreContent) => string;
};

const SLOW_ALERT = 10 * 60;

/** What a score shows, and what helps where it could be more. */
const ROWS: readonly Row[] = [
  {
    title: "Facts that are known",
    cell: ({ facts }) => share(facts),
    isFull: ({ facts }) => isWhole(facts),
    tip: ({ left }) =>
      `Still open: ${listed(left.map((fact) => FACTS[fact].title))}. The board asks for each, with the line that answers it.`,
  },
  {
    title: "Updates that came when promised",
    cell: ({ promises }) => share(promises),
    isFull: ({ promises }) => isWhole(promises),
    tip: () =>
      "An update in time may be very short: `/update No change yet. next 15m` keeps a promise, too.",
  },
  {
    title: "Kludges announced before they were done",
    cell: ({ announced }) => share(announced),
    isFull: ({ announced }) => isWhole(announced),
    tip: () =>
      "A kludge that is said before it is done, such as `/kludge Hide saved cards at 10:40`, gives others a moment to speak up; `/kludge K1` says that it is done.",
  },
  {
    title: "Time to the first alert",
    cell: ({ alert }) => (alert === undefined ? "no alert" : formatDuration(alert)),
    isFull: ({ alert = Infinity }) => alert <= SLOW_ALERT,
    tip: () =>
      "`/alert next 10m` works before anything is understood: that it is looked at is news.",
  },
];

/** How a drill went, with the last ones beside it: to learn from, not to compare people. */
export function renderScore(content: ScoreContent): string {
  const { score, past } = content;
  const scores = [score, ...past.map((drill) => drill.score)];
  const tips = ROWS.filter((one) => !one.isFull(score)).map((one) => `- ${one.tip(content)}`);
  return [
    formatScore(score),
    "**The drill is over. Thank you for practising!** This is how it went, for all of you together:",
    "",
    row(["", "this drill", ...past.map(({ number }) => `#${number}`)]),
    row(["---", ...scores.map(() => "---")]),
    ...ROWS.map((one) => row([one.title, ...scores.map(one.cell)])),
    "",
    ...(tips.length === 0
      ? ["Nothing is left open. You are ready for a real night."]
      : ["For next time:", "", ...tips]),
  ].join("\n");
}

function row(cells: readonly string[]): string {
  return `| ${cells.join(" | ")} |`;
}

function share({ count, of }: Share): string {
  return of === 0 ? "none" : `${count} of ${of}`;
}

function isWhole({ count, of }: Share): boolean {
  return count === of;
}
