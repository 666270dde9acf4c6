import { withBreadcrumb } from "../model/breadcrumb.ts";
import type { Incident } from "../model/incident.ts";
import { withKludge } from "../model/kludge.ts";
import { kludgeNewsOf, parseMarker } from "../model/marker.ts";
import type { Comment } from "../model/timeline.ts";

/** Of the bot's own words one counts: that GitHub can't do a rollback. Whoever asks again gets another try. */
export function evolveOwn(incident: Incident, { at, by, body }: Comment): Incident {
  const news = kludgeNewsOf(parseMarker(body)?.key ?? "");
  if (news?.kind !== "kludge-impossible") return incident;
  const kludge = incident.kludges.find(({ id }) => id === news.id);
  if (kludge?.state !== "announced" || kludge.pull !== undefined) return incident;
  const settled = { settledAt: at, settledBy: by.login };
  return withBreadcrumb(
    withKludge(incident, { ...kludge, ...settled, state: "withdrawn", isImpossible: true }),
    { at, by: by.login, kind: "kludge", about: `${kludge.id} impossible`, text: kludge.what },
  );
}
