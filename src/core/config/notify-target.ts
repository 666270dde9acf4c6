import type { Severity } from "../model/fact.ts";

/** What each type of target must have, and may have, beside what any target may say. */
export const TARGET_TYPES = {
  slack: { needs: ["secret", "channel"], takes: [] },
  "slack-webhook": { needs: ["secret"], takes: [] },
  teams: { needs: ["secret"], takes: [] },
  discord: { needs: ["secret"], takes: [] },
  "google-chat": { needs: ["secret"], takes: [] },
  ntfy: { needs: ["url"], takes: ["secret"] },
  email: { needs: ["secret", "to", "from"], takes: [] },
  webhook: { needs: ["url", "secret"], takes: [] },
} as const satisfies Readonly<Record<string, TargetRule>>;

export type TargetType = keyof typeof TARGET_TYPES;

/** Where a message goes, in the words of its type. */
export const TARGET_PLACES = ["secret", "channel", "url", "to", "from"] as const;
export type TargetPlace = (typeof TARGET_PLACES)[number];

export type TargetRule = {
  readonly needs: readonly TargetPlace[];
  readonly takes: readonly TargetPlace[];
};

/** Somewhere outside GitHub where people hear of incidents. */
export type NotifyTarget = {
  /** What the team calls it: "team-chat". */
  readonly name: string;
  readonly type: TargetType;
  /** Only the team reads it, or anybody. */
  readonly audience: "team" | "public";
  readonly severities: readonly Severity[];
  /** Only incidents of these; none means all. */
  readonly components: readonly string[];
  /** Hears of private incidents. */
  readonly internal: boolean;
  /** Hears of drills. */
  readonly drill: boolean;
  /** The environment variable with the token, the address that is one, or the signing key. */
  readonly secret?: string;
  /** https, and no secret. */
  readonly url?: string;
  /** Slack's id of it. */
  readonly channel?: string;
  readonly to?: readonly string[];
  readonly from?: string;
};

/** Who somebody is in other tools. */
export type PersonElsewhere = { readonly slack?: string; readonly teams?: string };

/** Each name once. */
export function secretNames(targets: readonly NotifyTarget[]): readonly string[] {
  return [...new Set(targets.flatMap(({ secret }) => secret ?? []))].toSorted();
}
