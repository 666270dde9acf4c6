/** What a run costs in points of GraphQL; test/action/points.test.ts holds them against runs on the local GitHub. */
export const POINTS = {
  /** The gate's own job, where nothing is unreported; and a group or a pull request that is. */
  gate: 2,
  /** Something was said on an incident, and the gate's inputs stay as they are. */
  said: 10,
  /** The clock, or a pull request, during an incident. */
  clock: 9,
  watch: 5,
} as const;

/** The gate's inputs changed: every open pull request is listed, and what is touched is read. */
export function pointsOfChange(open: number, touched: number): number {
  const read = Math.ceil(touched / 20) + Math.ceil((touched * 7) / 100);
  return 11 + pointsOfList(open) + Math.ceil(open / 50) + read;
}

/** The daily look while nothing is unreported. */
export function pointsOfDaily(open: number): number {
  return 4 + pointsOfList(open);
}

/** The first thirty come with their checks. */
function pointsOfList(open: number): number {
  return 2 + 2 * Math.ceil(Math.max(0, open - 30) / 100);
}
