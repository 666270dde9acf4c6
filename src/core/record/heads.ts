import type { Incident } from "../model/incident.ts";
import type { Kludge } from "../model/kludge.ts";
import type { Vouch } from "../model/timeline.ts";
import type { IncidentRecord, RememberedHeads } from "./record.ts";
import { lossOf } from "./recorded.ts";
import type { Snapshot } from "../model/snapshot.ts";

type Bound = Vouch & { readonly pull: number };

/** As many digits as nobody can find a second commit for. */
const DIGITS = 20;

/**
 * Which commit was seen by whoever lets a pull request through: its head when the command is worked on for the first time.
 * What was worked on already and isn't remembered is never guessed.
 */
export function headsSeen(
  incident: Incident,
  snapshot: Snapshot,
  before: IncidentRecord | undefined,
): RememberedHeads {
  const heads = new Map<string, ReadonlyMap<number, string>>();
  for (const { source, pull } of boundIn(incident)) {
    const known = before?.heads.get(source)?.get(pull);
    const head = known ?? (isNew(source, snapshot) ? headOf(pull, snapshot) : undefined);
    if (head !== undefined) heads.set(source, new Map(heads.get(source)).set(pull, head));
  }
  return heads;
}

/** The incident with what is remembered from now on. */
export function withHeads(incident: Incident, heads: RememberedHeads): Incident {
  const seen = <T extends Vouch>(given: T, pull: number | undefined): T => {
    const head = heads.get(given.source)?.get(pull ?? 0);
    return given.head !== undefined || head === undefined ? given : { ...given, head };
  };
  const vouched = <T extends Pick<Kludge, "vouched" | "pull">>(one: T): T =>
    one.vouched === undefined ? one : { ...one, vouched: seen(one.vouched, one.pull) };
  return {
    ...incident,
    overrides: incident.overrides.map((given) => seen(given, given.pull)),
    kludges: incident.kludges.map(vouched),
    fixes: incident.fixes.map(vouched),
  };
}

function boundIn({ overrides, kludges, fixes }: Incident): readonly Bound[] {
  const linked = [...kludges, ...fixes].flatMap(({ vouched, pull }) =>
    vouched === undefined || pull === undefined ? [] : [{ ...vouched, pull }],
  );
  return [...overrides, ...linked];
}

/** The bot's own reaction shows that it has worked on a comment; without its memory it can't tell on which. */
function isNew(source: string, snapshot: Snapshot): boolean {
  const [id] = source.split(".", 1);
  const said = snapshot.timeline.find((event) => event.type === "commented" && event.id === id);
  if (said?.type !== "commented" || said.hasOwnReaction) return false;
  const lost = lossOf(snapshot);
  return lost === undefined || said.at > lost;
}

function headOf(number: number, { pulls }: Snapshot): string | undefined {
  const head = pulls.find((pull) => pull.number === number)?.headOid.slice(0, DIGITS);
  return head === "" ? undefined : head;
}
