import { LONGEST_REPORT } from "./front-matter.ts";

/** A file below the report directory. */
export type ReportFile = {
  /** From the report directory on: "2026/checkout-outage.md". */
  readonly path: string;
  /** In bytes; undefined where GitHub doesn't tell. */
  readonly size: number | undefined;
};

/** Files that may well be an incident's: named after it, or after none. */
const MOST_LIKELY = 100;
/** Files that are named after another incident: one may be about both. */
const MOST_OTHERS = 25;

/**
 * The files that may be the report of one of the incidents, whatever they are called: those that are named after one
 * come first, those named after another come last, and of equal ones the newest by name comes first. Their front matter
 * decides.
 */
export function reportCandidates(
  files: readonly ReportFile[],
  incidents: readonly number[],
): readonly string[] {
  const wanted = new Set(incidents.map(String));
  const ranked = files
    .filter(({ path, size = 0 }) => path.endsWith(".md") && size <= LONGEST_REPORT)
    .map(({ path }) => ({ path, rank: rankOf(path, wanted) }))
    .toSorted((one, other) => one.rank - other.rank || (one.path < other.path ? 1 : -1));
  const likely = ranked.filter(({ rank }) => rank < OTHERS);
  const others = ranked.filter(({ rank }) => rank === OTHERS);
  return [...likely.slice(0, MOST_LIKELY), ...others.slice(0, MOST_OTHERS)].map(({ path }) => path);
}

const OTHERS = 2;

function rankOf(path: string, wanted: ReadonlySet<string>): number {
  // The numbers of a date are nobody's.
  const numbers = path.replaceAll(/\d{4}-\d\d-\d\d/g, "").match(/\d+/g) ?? [];
  if (numbers.some((number) => wanted.has(number))) return 0;
  return /(?:^|\/)(?:\d{4}-\d\d-\d\d-\d+[-.]|README\.md$)/i.test(path) ? OTHERS : 1;
}
