export type Level = "ok" | "warning" | "error" | "skipped";

/** What one check says. */
export type Verdict = {
  readonly level: Level;
  readonly says: string;
  /** What to type or change; only where something is wrong. */
  readonly fix?: string;
};

export type Finding = Verdict & { readonly check: string };

export function fine(says: string): Verdict {
  return { level: "ok", says };
}

export function warning(says: string, fix: string): Verdict {
  return { level: "warning", says, fix };
}

export function wrong(says: string, fix: string): Verdict {
  return { level: "error", says, fix };
}

/** What can't be seen is neither right nor wrong. */
export function skipped(says: string): Verdict {
  return { level: "skipped", says };
}

/** A check that found nothing to say is fine. */
export function orFine(found: readonly Verdict[], says: string): readonly Verdict[] {
  return found.length === 0 ? [fine(says)] : found;
}
