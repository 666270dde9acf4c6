import type { Repository } from "../../core/model/snapshot.ts";
import type { Role } from "../../core/model/role.ts";

/** What the words about a decision need beside it. */
export type GateAround = {
  readonly repository: Pick<Repository, "owner" | "name" | "url">;
  /** `gate.permission`; left out, its default. */
  readonly permission?: Role;
  /** Left out, UTC. */
  readonly timezone?: string;
  /** What GitHub answered, where it could not be read. */
  readonly error?: string;
  readonly requestId?: string;
  /** `on-error: allow` lets an unreadable GitHub pass. */
  readonly isAllowedOnError?: boolean;
  /** False where nobody judges again by himself: an Action without the App. */
  readonly isRenewed?: boolean;
};
