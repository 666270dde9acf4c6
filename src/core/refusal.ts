import type { CommandName } from "./command.ts";
import type { FactName, MomentFact } from "./fact.ts";
import type { Kludge } from "./incident.ts";
import type { CommandProblem } from "./parsed-command.ts";
import type { Phase } from "./phase.ts";
import type { Instant } from "./time.ts";

/** Why a command did not do what it asked for, with the facts to explain it. */
export type Refusal =
  | CommandProblem
  | { readonly reason: "severity-unknown"; readonly line: string; readonly typed: string }
  | {
      readonly reason: "moment-unreadable";
      readonly line: string;
      readonly name: CommandName;
      readonly typed: string;
    }
  | {
      readonly reason: "moment-skipped";
      readonly line: string;
      readonly typed: string;
      readonly timezone: string;
    }
  | {
      readonly reason: "moment-future";
      readonly line: string;
      readonly name: CommandName;
      readonly moment: Instant;
    }
  | {
      readonly reason: "moment-order";
      readonly line: string;
      readonly name: CommandName;
      readonly moment: Instant;
      /** The moment that it must not come before, or after. */
      readonly other: { readonly fact: MomentFact | "alerted"; readonly at: Instant };
      readonly mustBe: "before" | "after";
    }
  | {
      readonly reason: "kludge-unknown";
      readonly line: string;
      readonly typed: string;
      readonly known: readonly string[];
    }
  | { readonly reason: "kludge-not-standing"; readonly line: string; readonly kludge: Kludge }
  | { readonly reason: "reason-missing"; readonly line: string; readonly name: CommandName }
  | { readonly reason: "pull-missing"; readonly line: string; readonly name: CommandName }
  | {
      readonly reason: "pull-unknown";
      readonly line: string;
      readonly name: CommandName;
      readonly pull: number;
    }
  | { readonly reason: "pull-not-merged"; readonly line: string; readonly pull: number }
  | { readonly reason: "person-missing"; readonly line: string; readonly name: CommandName }
  | { readonly reason: "phase-unknown"; readonly line: string; readonly typed: string }
  | {
      readonly reason: "role-too-low";
      readonly line: string;
      readonly needed: "write" | "maintain" | "admin";
    }
  | { readonly reason: "comment-edited"; readonly line: string }
  | {
      readonly reason: "too-many-paths";
      readonly line: string;
      readonly most: number;
      readonly longest: number;
    }
  /** Recorded, but the phase label stays where it is. */
  | {
      readonly reason: "facts-missing";
      readonly line: string;
      readonly phase: Phase;
      readonly target: Phase;
      readonly missing: readonly FactName[];
    };
