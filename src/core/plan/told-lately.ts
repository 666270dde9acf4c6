import type { News, NewsKind } from "../model/incident.ts";
import { parseMarker } from "../model/marker.ts";
import type { Comment } from "../model/timeline.ts";
import type { Snapshot } from "../model/snapshot.ts";
import { between, plus } from "../time/time.ts";
import type { Instant } from "../time/time.ts";

/** Nobody's pocket rings twice within this time. */
const REST = 15 * 60;

/** In code nobody is named; what people wrote has a gap after each "@". */
const CODE = /```[^]*?```|`[^`\n]*`/g;
const MENTION = /(?<![\w/.-])@([a-z\d][\w-]*(?:\/[\w.-]+)?)/gi;

/** Whom the bot has called in this incident shortly before, in lower case: "lea", "acme/oncall". */
export function toldLately(
  { timeline }: Pick<Snapshot, "timeline">,
  now: Instant,
): readonly string[] {
  const since = plus(now, -REST);
  return distinct(
    timeline.flatMap((event) =>
      event.type === "commented" &&
      event.isOwn &&
      calledAt(event) > since &&
      kindOf(event) !== "board"
        ? namesIn(event.body)
        : [],
    ),
  );
}

/** Seconds from a command to the words that answer it, as long as nothing is in the way. */
const MOMENTS = 120;

/** What came within moments called when it was called for: a lead who promises `next 15m` is asked after 15 minutes. */
function calledAt({ at, body }: Comment): Instant {
  const [said = at] = parseMarker(body)?.trace?.split("/") ?? [];
  const delay = between(said, at);
  return delay >= 0 && delay <= MOMENTS ? said : at;
}

/** News, and whom it calls. */
export type NewsCall = { readonly news: News; readonly mention: readonly string[] };

/**
 * The same before something was said, by the news up to then and the reminders: news reads as if it had come in time, so
 * when the others were written makes no difference to it.
 */
export function toldBefore(
  at: Instant,
  calls: readonly NewsCall[],
  { timeline }: Pick<Snapshot, "timeline">,
): readonly string[] {
  const since = plus(at, -REST);
  const isLately = (other: Instant): boolean => other > since && other <= at;
  const byNews = namesCalled(calls.filter(({ news }) => isLately(news.at)));
  const byReminders = timeline.flatMap((event) =>
    event.type === "commented" && event.isOwn && isLately(event.at) && kindOf(event) === "reminder"
      ? namesIn(event.body)
      : [],
  );
  return distinct([...byNews, ...byReminders]);
}

/** In lower case, without "@". */
export function namesCalled(calls: readonly NewsCall[]): readonly string[] {
  return calls.flatMap(({ news, mention }) => {
    const leads = TELLS_LEADS.has(news.kind) ? news.context.leads : [];
    return [...mention, ...leads].map((name) => name.replace(/^@/, "").toLowerCase());
  });
}

/** It says who is on it. */
const TELLS_LEADS: ReadonlySet<NewsKind> = new Set(["alert", "broken", "raised"]);

function kindOf({ body }: Comment): string | undefined {
  return parseMarker(body)?.kind;
}

function distinct(names: readonly string[]): readonly string[] {
  return [...new Set(names)];
}

function namesIn(body: string): readonly string[] {
  return Array.from(body.replaceAll(CODE, "").matchAll(MENTION), ([, name = ""]) =>
    name.replace(/[.-]+$/, "").toLowerCase(),
  );
}
