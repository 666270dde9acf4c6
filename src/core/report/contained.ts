import type { Incident } from "../model/incident.ts";
import type { Kludge } from "../model/kludge.ts";
import { outagesOf } from "../model/outage.ts";
import { between } from "../time/time.ts";
import type { Duration, Instant } from "../time/time.ts";

/** How long kludges stood in for the real thing; `until` is missing where one still does. */
type Contained = {
  readonly kludges: readonly Kludge[];
  readonly from: Instant;
  readonly until?: Instant;
  /** Each second once, and none in which everything worked anyway. */
  readonly seconds: Duration;
};

type Span = { readonly from: Instant; readonly to: Instant };

/** Later than any moment. */
const OPEN = "9";

/** From applied to undone, as far as it was broken beneath; undefined where no kludge was ever in place. */
export function containedBy(incident: Incident): Contained | undefined {
  const broken = brokenSpans(incident);
  const covered = incident.kludges.map((kludge) => ({ kludge, spans: spansOf(kludge, broken) }));
  const kludges = covered.flatMap(({ kludge, spans }) => (spans.length > 0 ? [kludge] : []));
  const spans = merged(covered.flatMap((one) => one.spans));
  const [first] = spans;
  const last = spans.at(-1);
  if (first === undefined || last === undefined) return undefined;
  const ended = spans.filter(({ to }) => to !== OPEN);
  return {
    kludges,
    from: first.from,
    ...(last.to === OPEN ? {} : { until: last.to }),
    seconds: ended.reduce((sum, { from, to }) => sum + between(from, to), 0),
  };
}

function brokenSpans(incident: Incident): readonly Span[] {
  const all = outagesOf(incident);
  return all.map(({ from, restored }, index) => ({
    from,
    to: restored ?? all[index + 1]?.from ?? OPEN,
  }));
}

function spansOf(kludge: Kludge, broken: readonly Span[]): readonly Span[] {
  const { appliedAt, settledAt, state } = kludge;
  if (appliedAt === undefined) return [];
  const end = state === "undone" ? (settledAt ?? OPEN) : OPEN;
  return broken
    .map(({ from, to }) => ({
      from: from > appliedAt ? from : appliedAt,
      to: to < end ? to : end,
    }))
    .filter(({ from, to }) => from < to);
}

function merged(spans: readonly Span[]): readonly Span[] {
  const sorted = spans.toSorted((one, other) => (one.from < other.from ? -1 : 1));
  return sorted.reduce<readonly Span[]>((done, span) => {
    const last = done.at(-1);
    if (last === undefined || last.to < span.from) return [...done, span];
    const to = last.to > span.to ? last.to : span.to;
    return [...done.slice(0, -1), { from: last.from, to }];
  }, []);
}
