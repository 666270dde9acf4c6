import { parseMarker } from "../model/marker.ts";
import type { Comment } from "../model/timeline.ts";
import type { Snapshot } from "../model/snapshot.ts";
import { plus } from "../time/time.ts";
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
  const names = timeline.flatMap((event) =>
    event.type === "commented" && event.isOwn && event.at > since && calls(event)
      ? namesIn(event.body)
      : [],
  );
  return [...new Set(names)];
}

function calls({ body }: Comment): boolean {
  return parseMarker(body)?.key !== "board";
}

function namesIn(body: string): readonly string[] {
  return Array.from(body.replaceAll(CODE, "").matchAll(MENTION), ([, name = ""]) =>
    name.replace(/[.-]+$/, "").toLowerCase(),
  );
}
