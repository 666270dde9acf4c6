import type { StepSummary, Summary } from "../demo/guided/summary.ts";
import { figuresOf, stepNames } from "../demo/guided/page/render-summary.ts";
import type { Screen } from "./screen.ts";

export type Ending = {
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
  line(
    paint(
      "dim",
      "  step       story time      until visible   reads  writes  most for one command   gate",
    ),
  );
  summary.steps.forEach((one) => line(`  ${row(one)}`));
  const total = [
    "all".padEnd(41),
    String(requests.reads).padStart(5),
    String(requests.writes).padStart(7),
  ];
  const most = String(mostForOneCommand).padStart(22);
  line(paint("bold", `  ${total.join(" ")}${most}${String(requests.gate).padStart(7)}`));
  line(paint("dim", `  Requests are the App's; ${requests.tokens} for tokens are not counted.`));
  line(paint("dim", `  "gate": to judge ${gate.open} open pull requests, after whatever changed.`));
  line();
  for (const [name, value] of figuresOf(summary)) line(`  ${name.padEnd(31)} ${value}`);
  line();
  line(`  Promises kept: ${promises.kept} of ${promises.made}`);
  line(
    `  Gate: held ${gate.held.map(({ number }) => `#${number}`).join(", ")} of ${gate.open} open, let go ${gate.released} with the report`,
  );
  line(`  Report: pull request #${report.pull}, ${report.path}`);
  line(`  Page: ${pagePath}`);
  line(`  Time: ${seconds.toFixed(1)} s`);
}

function row(one: StepSummary): string {
  const { step, from, to, milliseconds, requests, mostForOneCommand } = one;
  return [
    stepNames[step].padEnd(10),
    `${from} – ${to}`.padEnd(15),
    `${(milliseconds / 1000).toFixed(2)} s`.padStart(13),
    String(requests.reads).padStart(7),
    String(requests.writes).padStart(7),
    String(mostForOneCommand ?? "–").padStart(22),
    String(requests.gate).padStart(6),
  ].join(" ");
}
