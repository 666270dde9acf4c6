import type { Vouch } from "./timeline.ts";
import type { Instant } from "../time/time.ts";

export type Kludge = {
  /** "K1" */
  readonly id: string;
  readonly what: string;
  readonly by: string;
  readonly source: string;
  readonly announcedAt: Instant;
  readonly appliedAt?: Instant;
  /** When it is meant to be applied, where a time to come was said. */
  readonly plannedAt?: Instant;
  readonly pull?: number;
  /** Who has said, and might, that just this pull request is a kludge: the gate lets it through. */
  readonly vouched?: Vouch;
  readonly impact?: string;
  readonly undo?: string;
  readonly state: "announced" | "standing" | "withdrawn" | "undone" | "kept";
  readonly settledAt?: Instant;
  readonly settledBy?: string;
  /** Why it is kept, or was undone. */
  readonly because?: string;
  /** The one that came instead. */
  readonly replacedBy?: string;
  /** The pull request that undid it. */
  readonly undonePull?: number;
  /** Withdrawn because GitHub can't do it. */
  readonly isImpossible?: true;
  /** `/rollback` asked to revert this pull request; `pull` is the revert, once it is open. */
  readonly rollbackOf?: number;
};

type WithKludges = { readonly kludges: readonly Kludge[] };

export function isStanding(kludge: Kludge): boolean {
  return kludge.state === "standing";
}

/** Neither in place for good nor gone: somebody has to say what becomes of it. */
export function isUnsettled(kludge: Kludge): boolean {
  return kludge.state === "standing" || kludge.state === "announced";
}

/** "K1" for `k1`, `1` or `K1`. */
export function parseKludgeId(text: string): string | undefined {
  const [, digits] = /^k?(\d{1,4})$/i.exec(text.trim()) ?? [];
  return digits === undefined ? undefined : `K${Number(digits)}`;
}

/** The kludges that a text begins with: "K1", "K1 and K2", "k1, k2 because …". */
export function kludgesNamed({ kludges }: WithKludges, text: string): readonly Kludge[] {
  return idsIn(text).flatMap((id) => kludges.find((kludge) => kludge.id === id) ?? []);
}

const ID = /^(?:(?:and|&|\+)\s+)?["“'`]?k(?:ludge)?[ -]?(\d{1,4})(?![\w-])[\s,;:"”'`]*/i;

/** The names at the beginning of a text. */
export function idsIn(text: string): readonly string[] {
  const ids: string[] = [];
  let rest = text.trim();
  for (let match = ID.exec(rest); match !== null; match = ID.exec(rest)) {
    ids.push(`K${Number(match[1])}`);
    rest = rest.slice(match[0].length);
  }
  return [...new Set(ids)];
}

/** What a text says after the kludges that it begins with. */
export function withoutIds(text: string): string {
  let rest = text.trim();
  while (ID.test(rest)) rest = rest.replace(ID, "");
  return rest;
}

/** A name that no kludge has, or had in an announcement before its comment was deleted. */
export function nextKludgeId({ kludges }: WithKludges, announced: Iterable<string>): string {
  const taken = [...kludges.map((kludge) => kludge.id), ...announced];
  return `K${Math.max(0, ...taken.map((id) => Number(id.slice(1)))) + 1}`;
}

export function withKludge<T extends WithKludges>(incident: T, kludge: Kludge): T {
  const isKnown = incident.kludges.some((other) => other.id === kludge.id);
  return {
    ...incident,
    kludges: isKnown
      ? incident.kludges.map((other) => (other.id === kludge.id ? kludge : other))
      : [...incident.kludges, kludge],
  };
}

export function kludgeOfPull({ kludges }: WithKludges, pull: number): Kludge | undefined {
  return kludges.find((kludge) => kludge.pull === pull);
}
