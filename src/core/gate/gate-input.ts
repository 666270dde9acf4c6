import type { Roles } from "../model/role.ts";
import type { ConfigReading } from "../config/config.ts";
import type { Incident } from "../model/incident.ts";
import type { Pull } from "../model/snapshot.ts";
import type { Instant } from "../time/time.ts";

export type TouchedFile = { readonly path: string; readonly previousPath?: string };

export type GateInput = {
  readonly now: Instant;
  readonly config: ConfigReading;
  readonly pull: Pull;
  /** When GitHub first saw its head commit, where anything tells: nobody can have looked at it before. */
  readonly headSeenAt?: Instant;
  /** Unreported incidents; others do no harm. */
  readonly incidents: readonly Incident[];
  readonly roles: Roles;
};

/** Why nobody can tell whether a pull request takes back what it says. */
export type RevertUnknown = "unmerged" | "elsewhere" | "unclear" | "unlisted";

/** What is known of the pull request that another one says it reverts. */
export type Reverted =
  | { readonly pull: number; readonly unknown: RevertUnknown }
  | {
      readonly pull: number;
      /** Its files, by every name that they had. */
      readonly files: readonly string[];
      /** Files of the one that is judged that don't stand as they stood before the merge. */
      readonly differing: readonly string[];
    };

export type GateFiles = {
  readonly files: readonly TouchedFile[];
  /** GitHub lists no more than 3,000. */
  readonly isComplete: boolean;
  /** The pull request that this one says it reverts, where that decides. */
  readonly reverted?: Reverted;
  /** Reports among its files, as they stand at its head. */
  readonly reports?: readonly { readonly path: string; readonly text: string }[];
  /** It has more reports than are read: any of them may be unfinished. */
  readonly hasUnreadReports?: boolean;
};
