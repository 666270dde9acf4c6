import type { StepSummary, Summary } from "../../demo/summary.ts";
import { figuresOf, stepNames } from "../../demo/page/render-summary.ts";
import type { Screen } from "../terminal/screen.ts";
import { once } from "node:events";
import { people } from "../../demo/people.ts";
import type { PersonName } from "../../demo/people.ts";
import type { LocalGitHub } from "@dakor/local-github";
import type { AppProcess } from "./start-app.ts";

type Ending = {
  readonly summary: Summary;
  readonly seconds: number;
  readonly pagePath: string;
};

type Kept = {
  readonly screen: Screen;
  readonly local: LocalGitHub;
  readonly app: AppProcess;
  readonly issue: number;
  readonly signal: AbortSignal;
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
  line(paint("dim", "  Per comment: the most for one comment, with what it let be told outside."));
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

/** Says where everything is, and waits for Ctrl-C. */
export async function showKept({ screen, local, app, issue, signal }: Kept): Promise<void> {
  const { line, paint } = screen;
  const comments = `${local.url}/api/v3/repos/acme/shop/issues/${issue}/comments`;
  line();
  line(paint("bold", "Still running"));
  line();
  line(`  GitHub   REST ${local.url}/api/v3, GraphQL ${local.url}/api/graphql`);
  line(`  App      ${app.url}/healthz, process ${app.pid ?? "?"}`);
  for (const name of names()) {
    line(`  ${name.padEnd(8)} ${local.tokenOf(name).padEnd(10)} ${paint("dim", people[name].is)}`);
  }
  line();
  line("  Ask the bot where the incident stands, and read its answer:");
  line();
  line(
    `  curl -H 'Authorization: Bearer ${local.tokenOf("lea")}' -d '{"body":"/status"}' ${comments}`,
  );
  line(
    `  curl -H 'Authorization: Bearer ${local.tokenOf("lea")}' '${comments}?direction=desc&per_page=2'`,
  );
  line();
  line("  Ctrl-C ends it.");
  if (!signal.aborted) await once(signal, "abort");
  signal.throwIfAborted();
}

function names(): readonly PersonName[] {
  return ["tess", "lea", "john", "nico", "sam", "mia"];
}
