import type { FactName } from "./fact.ts";
import type { Phase } from "./phase.ts";
import type { Refusal } from "./refusal.ts";
import type { Instant } from "../time/time.ts";

/** Something to say in answer to one comment or event, kept as one comment of the bot's. */
export type Reply =
  | {
      readonly type: "refused";
      readonly source: string;
      readonly to: string;
      readonly refusals: readonly Refusal[];
    }
  | { readonly type: "outsider"; readonly source: string; readonly to: string }
  | { readonly type: "help"; readonly source: string; readonly to: string }
  | { readonly type: "status"; readonly source: string; readonly to: string }
  | { readonly type: "machine-hint"; readonly source: string; readonly to: string }
  | {
      readonly type: "candidate";
      readonly source: string;
      readonly to: string;
      /** A workflow or a monitor set the label. */
      readonly isBot?: true;
    }
  | {
      readonly type: "label-taken-back";
      readonly source: string;
      readonly to: string;
      readonly at: Instant;
      readonly phase: Phase;
      readonly target: Phase;
      readonly missing: readonly FactName[];
    }
  /** What was said counts, only the phase waits. */
  | {
      readonly type: "still-missing";
      readonly source: string;
      readonly to: string;
      readonly at: Instant;
      readonly target: Phase;
      readonly missing: readonly FactName[];
    }
  /** Closed too early. */
  | {
      readonly type: "closed-early";
      readonly source: string;
      readonly to: string;
      readonly at: Instant;
      readonly missing: readonly FactName[];
    }
  | {
      readonly type: "reopened";
      readonly source: string;
      readonly to: string;
      readonly because: "stranger" | "bot";
    }
  /** Another bot took a label off or put one on; said once to people. */
  | {
      readonly type: "bot-undoes";
      readonly source: string;
      readonly to: string;
      readonly label: string;
    }
  /** Somebody changes or deletes the board again and again; said once to people. */
  | {
      readonly type: "board-left";
      readonly source: string;
      readonly to: string;
      readonly isBot: boolean;
    }
  /** It doesn't work any more, and nobody has told anybody: a reopening, or the fix was taken back. */
  | {
      readonly type: "broken-again";
      readonly source: string;
      readonly to: string;
      readonly because: "reopened" | "fix-reverted";
      readonly pull?: number;
    }
  /** Who leads from now on is told. */
  | {
      readonly type: "handed-over";
      readonly source: string;
      readonly to: string;
      readonly at: Instant;
      readonly by: string;
      readonly leads: readonly string[];
      /** When the next update is promised. */
      readonly due?: Instant;
    }
  | {
      readonly type: "duplicate";
      readonly source: string;
      readonly to: string;
      readonly of: number;
    };
