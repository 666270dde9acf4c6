import type { Step } from "../scene.ts";
import type { Summary } from "../summary.ts";
import { escapeHtml } from "./escape-html.ts";

export const stepNames = {
  diagnose: "Diagnose",
  alert: "Alert",
  kludge: "Kludge",
  optimize: "Optimize",
  report: "Report",
} as const satisfies Readonly<Record<Step, string>>;

/** The five steps with their times, and the figures that count. */
export function renderSummary(summary: Summary): string {
  const items = summary.steps.map(({ step, from, to }) => {
    const times = from === to ? from : `${from} – ${to}`;
    return `<li><b>${stepNames[step]}</b><span>${escapeHtml(times)}</span></li>`;
  });
  const figures = figuresOf(summary).map(
    ([name, value]) => `<div><dt>${name}</dt><dd>${escapeHtml(value)}</dd></div>`,
  );
  return `<ol class="steps">${items.join("")}</ol><dl class="figures">${figures.join("")}</dl>`;
}

/** How long after what, and the promises; names are for people. */
export function figuresOf({
  durations,
  promises,
  gate,
}: Summary): readonly (readonly [name: string, value: string])[] {
  const after = (name: string): string => {
    const seconds = durations[name];
    return seconds === undefined ? "–" : `${Math.round(seconds / 60)} min`;
  };
  return [
    ["until somebody was on it", after("to-acknowledge")],
    ["until everybody knew", after("to-alert")],
    ["from the impact to usable", after("to-stable")],
    ["from the impact to restored", after("to-restored")],
    ["promised updates in time", `${promises.kept} of ${promises.made}`],
    ["merges held", `${gate.held.length} of ${gate.open}`],
    ["until they were held", secondsOf(gate.millisecondsUntilHeld)],
    ["from the report to free", secondsOf(gate.millisecondsUntilReleased)],
  ];
}

/** Real time: no story hurries the App. */
function secondsOf(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(1)} s`;
}

/** What the App asked of GitHub, step by step. */
export function renderCounts({ steps, requests, mostForOneCommand }: Summary): string {
  const rows = steps.map(
    (one) =>
      `<tr><td>${stepNames[one.step]}</td><td>${one.requests.reads}</td><td>${one.requests.writes}</td><td>${one.mostForOneCommand ?? "–"}</td><td>${one.requests.gate}</td><td class="wide">${Math.round(one.milliseconds)} ms</td></tr>`,
  );
  const total = `<tr><th>All</th><th>${requests.reads}</th><th>${requests.writes}</th><th>${mostForOneCommand}</th><th>${requests.gate}</th><th class="wide"></th></tr>`;
  return `<table class="counts"><thead><tr><th>Step</th><th>Reads</th><th>Writes</th><th>Most for one comment</th><th>For open pull requests</th><th class="wide">Until visible, in all</th></tr></thead><tbody>${rows.join("")}</tbody><tfoot>${total}</tfoot></table>`;
}
