import type { CommandName } from "../command/command.ts";
import type { MomentFact } from "./fact.ts";
import type { Kludge } from "./kludge.ts";
import type { CommandProblem } from "../command/parsed-command.ts";
import type { SeverityWords } from "../command/severity-words.ts";
import type { Role } from "./role.ts";
import type { Instant } from "../time/time.ts";

/** Why a command did not do what it asked for, with the facts to explain it. */
export type Refusal =
  | CommandProblem
  | {
      readonly reason: "severity-unknown";
      readonly line: string;
      readonly typed: string;
      /** The words that the configuration knows for each level. */
      readonly words: SeverityWords;
    }
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
  /** A time of day that lies half a day back or more, or is still to come. */
  | {
      readonly reason: "moment-far";
      readonly line: string;
      readonly name: CommandName;
      readonly typed: string;
      readonly moment: Instant;
      readonly coming: Instant;
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
      readonly name: CommandName;
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
  /** Recorded, but without these numbers: they are no pull requests of this repository. */
  | {
      readonly reason: "pulls-left-out";
      readonly line: string;
      readonly kludge: string;
      readonly pulls: readonly number[];
      /** They are pull requests, but a kludge has only one. */
      readonly areKnown: boolean;
    }
  /** Another commit was named than the one that the pull request has now. */
  | {
      readonly reason: "head-moved";
      readonly line: string;
      readonly name: CommandName;
      readonly pull: number;
      readonly head: string;
    }
  | { readonly reason: "pull-closed"; readonly line: string; readonly pull: number }
  | {
      readonly reason: "not-named";
      readonly line: string;
      readonly as: "fix" | "suspect";
      readonly pulls: readonly number[];
      readonly known: readonly number[];
    }
  | {
      readonly reason: "snooze-how";
      readonly line: string;
      readonly name: CommandName;
      /** Empty where no time was said. */
      readonly typed: string;
      readonly why: "unreadable" | "long";
    }
  | { readonly reason: "no-drill"; readonly line: string }
  | { readonly reason: "still-broken"; readonly line: string }
  /** This issue itself, or a pull request. */
  | {
      readonly reason: "no-duplicate";
      readonly line: string;
      readonly number: number;
      readonly isSelf: boolean;
    }
  | { readonly reason: "close-how"; readonly line: string }
  | {
      readonly reason: "person-unknown";
      readonly line: string;
      readonly name: CommandName;
      readonly person: string;
    }
  /** Recorded, but without this owner. */
  | { readonly reason: "owner-left-out"; readonly line: string; readonly person: string }
  /** A time of day that has just passed: the next one is most of a day ahead. */
  | {
      readonly reason: "coming-far";
      readonly line: string;
      readonly name: CommandName;
      readonly typed: string;
      readonly coming: Instant;
    }
  /** A day without its time. */
  | {
      readonly reason: "clock-missing";
      readonly line: string;
      readonly name: CommandName;
      readonly typed: string;
    }
  /** Recorded, but the configuration knows no such component. */
  | {
      readonly reason: "component-unknown";
      readonly line: string;
      readonly typed: string;
      readonly known: readonly string[];
      readonly suggestion?: string;
    }
  /** `known` is empty where nobody is told outside. */
  | {
      readonly reason: "target-unknown";
      readonly line: string;
      readonly typed: string;
      readonly known: readonly string[];
      readonly suggestion?: string;
    }
  | {
      readonly reason: "path-unreadable";
      readonly line: string;
      readonly typed: string;
      readonly why: "everything" | "braces" | "backslash" | "not" | "address";
      /** The patterns that were meant, where that is clear. */
      readonly meant?: readonly string[];
    }
  | { readonly reason: "pull-not-merged"; readonly line: string; readonly pull: number }
  | {
      readonly reason: "person-missing";
      readonly line: string;
      readonly name: CommandName;
      readonly typed: string;
    }
  | { readonly reason: "phase-unknown"; readonly line: string; readonly typed: string }
  | {
      readonly reason: "role-too-low";
      readonly line: string;
      readonly needed: Role;
    }
  | { readonly reason: "comment-edited"; readonly line: string }
  /** It is announced, but its words for the public are told to nobody. */
  | { readonly reason: "public-edited"; readonly line: string }
  | {
      readonly reason: "too-many-paths";
      readonly line: string;
      readonly most: number;
      readonly longest: number;
    };
