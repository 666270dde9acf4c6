import { escapeHtml } from "./escape-html.ts";

interface Bar {
  readonly section: number;
  readonly label: string;
  /** Milliseconds since 1970. */
  readonly from: number;
  readonly to: number;
}

interface Chart {
  readonly title: string;
  readonly sections: readonly string[];
  readonly bars: readonly Bar[];
}

const rowHeight = 40;
const headHeight = 28;
const axisHeight = 24;
const minute = 60_000;
const ticksOf = [1, 5, 10, 15, 30, 60, 120, 240, 480, 720, 1440].map((count) => count * minute);

/**
 * A Mermaid gantt chart (title, sections, "label :from, to") as SVG; undefined for anything else.
 * All widths are percentages, so that the letters keep their size on a phone.
 */
export function renderGantt(code: string): string | undefined {
  const chart = parseGantt(code);
  if (chart === undefined) return undefined;
  const from = Math.min(...chart.bars.map((bar) => bar.from));
  const to = Math.max(...chart.bars.map((bar) => bar.to));
  const x = (time: number): number => Math.round(((time - from) / (to - from)) * 9600) / 100 + 2;
  let y = headHeight;
  const rows = chart.sections.flatMap((section, index) => {
    const bars = chart.bars.filter((bar) => bar.section === index);
    if (bars.length === 0) return [];
    const head = `<text class="section" x="2%" y="${y + 16}">${escapeHtml(section)}</text>`;
    y += 22;
    const drawn = bars.map((bar) => {
      const width = Math.max(0.8, x(bar.to) - x(bar.from));
      const times = `${clock(bar.from)} – ${clock(bar.to)}`;
      const row = [
        `<text x="2%" y="${y + 13}">${escapeHtml(bar.label)}<tspan class="times" dx="8">${times}</tspan></text>`,
        `<rect class="track" x="2%" y="${y + 19}" width="96%" height="10" rx="5"/>`,
        `<rect class="bar bar-${index % 4}" x="${x(bar.from)}%" y="${y + 19}" width="${width.toFixed(2)}%" height="10" rx="5"/>`,
      ].join("");
      y += rowHeight;
      return row;
    });
    return [head, ...drawn];
  });
  const axis = tickTimes(from, to).map(
    (time) =>
      `<line x1="${x(time)}%" x2="${x(time)}%" y1="${headHeight}" y2="${y}"/><text class="tick" x="${x(time)}%" y="${y + 16}">${clock(time)}</text>`,
  );
  const height = y + axisHeight;
  const title = escapeHtml(chart.title);
  return `<svg class="gantt" width="100%" height="${height}" role="img" aria-label="${title}"><text class="title" x="2%" y="17">${title}</text>${axis.join("")}${rows.join("")}</svg>\n`;
}

function parseGantt(code: string): Chart | undefined {
  const [first, ...lines] = code.split("\n").map((line) => line.trim());
  if (first !== "gantt") return undefined;
  let title = "";
  const sections: string[] = [""];
  const bars: Bar[] = [];
  for (const line of lines) {
    const [, word = "", rest = ""] =
      /^(title|section|dateFormat|axisFormat)\s+(.*)$/.exec(line) ?? [];
    if (word === "title") title = rest;
    if (word === "section") sections.push(rest);
    if (word !== "" || line === "") continue;
    const bar = parseBar(line, sections.length - 1);
    if (bar === undefined) return undefined;
    bars.push(bar);
  }
  const isEmpty = bars.every(({ from, to }) => from === to);
  return isEmpty ? undefined : { title, sections, bars };
}

function parseBar(line: string, section: number): Bar | undefined {
  const [, label = "", start = "", end = ""] =
    /^(.*?)\s*:(?:[a-z]\w*,\s*)*([\dTZ :.-]+),\s*([\dTZ :.-]+)$/i.exec(line) ?? [];
  const [from, to] = [parseTime(start), parseTime(end)];
  if (Number.isNaN(from) || Number.isNaN(to) || from > to) return undefined;
  return { section, label, from, to };
}

function parseTime(text: string): number {
  const iso = text.trim().replace(" ", "T").replace(/Z$/, "");
  return Date.parse(`${iso}Z`);
}

function tickTimes(from: number, to: number): readonly number[] {
  const step = ticksOf.find((one) => (to - from) / one <= 6) ?? (to - from) / 5;
  const first = Math.ceil(from / step) * step;
  const count = Math.max(0, Math.floor((to - first) / step) + 1);
  return Array.from({ length: count }, (_, index) => first + index * step);
}

function clock(time: number): string {
  return new Date(time).toISOString().slice(11, 16);
}
