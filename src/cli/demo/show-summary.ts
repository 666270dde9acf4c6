import type { StepSummary, Summary } from "../../demo/summary.ts";
import { figuresOf, stepNames } from "../../demo/page/render-summary.ts";
import type { Screen } from "../terminal/screen.ts";

type Ending = {
  readonly summary: Summary;
  readonly seconds: number;
  readonly pagePath: string;
};

/** The end of the demo: how long the steps took, what was promised, what it cost. */
export function showSummary({ line, paint }: Screen, { summary, seconds, pagePath }: Ending): void {
  const { requests, mostForOneCommand, promises, report, gate } = summary;
  line();
  line(paint("bold", "Summary"));
  line();
  line(paint("dim", "  step       story time     seen after  reads  writes  checks  per comment"));
  summary.steps.forEach((one) => line(`  ${row(one)}`));
  const total = [
    "all".padEnd(36),
    String(requests.reads).padStart(6),
    String(requests.writes).padStart(7),
    String(requests.gate).padStart(7),
    String(mostForOneCommand).padStart(12),
  ];
  line(paint("bold", `  ${total.join(" ")}`));
  line(
    paint(
      "dim",
      `  What the App asked GitHub for; ${requests.tokens} requests for tokens are not counted.`,
    ),
  );
  line(paint("dim", "  Per comment: the most that one comment with commands needed."));
  line(paint("dim", `  Checks: to judge ${gate.open} open pull requests after whatever changed.`));
  line();
  for (const [name, value] of figuresOf(summary)) line(`  ${name.padEnd(31)} ${value}`);
  line();
  line(`  Promises kept: ${promises.kept} of ${promises.made}`);
  const held = gate.held.map(({ number }) => `#${number}`).join(", ");
  line(`  Merges: ${held} of ${gate.open} held, ${gate.released} let go with the report`);
  line(`  Report: pull request #${report.pull}`);
  line(`  ${report.path}`);
  line(`  Page: ${pagePath}`);
  line(`  Time: ${seconds.toFixed(1)} s`);
}

function row(one: StepSummary): string {
  const { step, from, to, milliseconds, requests, mostForOneCommand } = one;
  return [
    stepNames[step].padEnd(10),
    `${from} – ${to}`.padEnd(14),
    `${(milliseconds / 1000).toFixed(2)} s`.padStart(10),
    String(requests.reads).padStart(6),
    String(requests.writes).padStart(7),
    String(requests.gate).padStart(7),
    String(mostForOneCommand ?? "–").padStart(12),
  ].join(" ");
}
