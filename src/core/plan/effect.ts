import type { Config, ConfigProblem } from "../config/config.ts";
import type { FactName } from "../model/fact.ts";
import type { DrillScore, PastDrill } from "../report/drill-score.ts";
import type { Incident, News } from "../model/incident.ts";
import type { Kludge } from "../model/kludge.ts";
import type { ParsedLine } from "../command/parsed-command.ts";
import type { IncidentRecord } from "../record/record.ts";
import type { Reply } from "../model/reply.ts";
import type { Fight } from "./fight.ts";
import type { DeliveryPlan } from "../notify/plan-deliveries.ts";
import type { ReportProblem } from "../report/report-rule.ts";
import type { Pull, ReportState, Repository, FileCounts } from "../model/snapshot.ts";
import type { Duration, Instant } from "../time/time.ts";
import type { CloseReason, Comment, SaidPlace } from "../model/timeline.ts";

/** What the board shows: absolute times only, so that its text changes when the incident does. */
export type BoardView = {
  readonly incident: Incident;
  readonly repository: Repository;
  readonly timezone: string;
  /** The role that a command takes here. */
  readonly permission: Config["permission"];
  /** The board's own address, as soon as it is there. */
  readonly boardUrl?: string;
  /** The open promise is past its time. */
  readonly isLate: boolean;
  /** What people should know of its reminders: that nobody is named, and that a workflow's clock brings them. */
  readonly isUncalled?: true;
  readonly isByClock?: true;
  /** Who can't answer just now, and when they are back. */
  readonly away?: { readonly by: string; readonly until: Instant };
  readonly pulls: readonly Pull[];
  readonly reportPull?: Pull;
  readonly reportDue?: Instant;
  readonly configProblems: readonly ConfigProblem[];
  /** What the bot has stopped putting right, since somebody undoes it again and again. */
  readonly fights?: readonly Fight[];
  /** Teams that hear nothing of this incident, since only a workflow's token looks after it. */
  readonly unheardTeams?: readonly string[];
  /** What a report lacks that is on the default branch already. */
  readonly reportProblems?: readonly ReportProblem[];
  readonly files?: FileCounts;
  /** Whose words were changed or deleted by somebody without permission; what was decided stays. */
  readonly keptFrom?: readonly string[];
  /** What was told outside GitHub. */
  readonly told?: DeliveryPlan["log"];
  /** Who hears no more there, or not all. */
  readonly stopped?: DeliveryPlan["stopped"];
  /** Who hears nothing there, since the incident is private. */
  readonly unheardTargets?: DeliveryPlan["unheard"];
  /** When what the incident remembered was lost. */
  readonly lostAt?: Instant;
};

/** Asks people for news; each `key` is said once. */
export type Reminder = {
  /** A promised update hasn't come, nobody is on it, or somebody isn't back. */
  readonly kind: "late" | "unanswered" | "away";
  /** 1 to 5. */
  readonly step: number;
  readonly key: string;
  readonly due: Instant;
  /** When it is said. */
  readonly at: Instant;
  /** Logins to mention, without "@"; teams as "org/team". */
  readonly mention: readonly string[];
  /** Who was called shortly before, in lower case: named, but not called again. */
  readonly told: readonly string[];
  /** The next update that is usual here. */
  readonly next: Duration;
};

/** What one of this bot's comments says; `key` is the comment's identity, in its marker. */
export type CommentContent = Content & {
  /** When and by whom what it answers to was said. */
  readonly trace?: string;
};

type Content =
  | {
      readonly kind: "board";
      readonly key: "board";
      readonly view: BoardView;
      /** What it is to remember. */
      readonly record?: IncidentRecord;
    }
  | {
      readonly kind: "news";
      readonly key: string;
      readonly news: News;
      readonly timezone: string;
      /** Who the configuration names for this severity; none in a drill. */
      readonly mention: readonly string[];
      /** Who was called shortly before, in lower case: named, but not called again. */
      readonly told?: readonly string[];
    }
  | {
      readonly kind: "reply";
      readonly key: string;
      readonly reply: Reply;
      readonly view: BoardView;
      readonly told?: readonly string[];
    }
  | {
      readonly kind: "reminder";
      readonly key: string;
      readonly reminder: Reminder;
      readonly timezone: string;
    }
  | {
      readonly kind: "score";
      readonly key: string;
      readonly score: DrillScore;
      /** What was asked for and nobody said. */
      readonly left: readonly FactName[];
      readonly past: readonly PastDrill[];
    }
  | {
      readonly kind: "link";
      readonly key: string;
      readonly role: "kludge" | "named" | "undo" | "asked";
      readonly incidents: readonly number[];
      /** The pull request that it is said on. */
      readonly pull: number;
      readonly kludge?: Kludge;
    }
  | {
      readonly kind: "said";
      readonly key: string;
      /** What somebody said elsewhere, where, and who. */
      readonly words: string;
      readonly place: SaidPlace;
      readonly by: string;
    }
  | {
      readonly kind: "page";
      readonly key: string;
      /** Whose commands they are. */
      readonly to: string;
      /** The pull request that they were said on. */
      readonly pull: number;
      /** Those that it has to do with; none where only this bot can be meant. */
      readonly incidents: readonly number[];
      readonly lines: readonly ParsedLine[];
    };

/** What the report file and its pull request are made of. */
export type ReportDraft = {
  readonly incident: Incident;
  readonly repository: Repository;
  readonly config: Config;
  readonly pulls: readonly Pull[];
  readonly due: Instant;
  readonly template?: string;
  readonly state: ReportState;
};

/** Something to do on GitHub that isn't so yet. Data: words are found in text/, calls made in github/. */
export type Effect =
  | {
      readonly type: "comment";
      /** Node id of the issue or pull request. */
      readonly on: string;
      readonly content: CommentContent;
      /** The comment that says it already, to be edited when the words differ. */
      readonly present?: Comment;
    }
  | { readonly type: "delete-comment"; readonly id: string }
  | { readonly type: "react"; readonly comment: string }
  | { readonly type: "add-label" | "remove-label"; readonly on: string; readonly label: string }
  | {
      readonly type: "close";
      readonly issue: string;
      readonly as: CloseReason;
      readonly duplicateOf?: number;
    }
  | { readonly type: "reopen"; readonly issue: string }
  | {
      readonly type: "revert";
      readonly pull: Pull;
      readonly incident: number;
      /** Node id of its issue. */
      readonly issue: string;
      readonly kludge: Kludge;
      readonly repository: Repository;
    }
  /** Bring branch, file, pull request and reviewers of the report to what the draft says. */
  | { readonly type: "report"; readonly draft: ReportDraft };

export type Plan = {
  readonly effects: readonly Effect[];
  /** Pull requests that should be looked at: their part in this incident isn't settled. */
  readonly pulls: readonly number[];
  /** What the gate depends on in this incident; left out where it is none. Another text: other verdicts. */
  readonly gate?: string;
  /** Labels or state are put right: the gate may have judged by what they were meanwhile. */
  readonly isRepaired?: true;
  /** Patterns whose files should be counted before anything is said of them. */
  readonly uncounted?: readonly string[];
  /** A drill is over, and what the drills before it came to is not known yet. */
  readonly wantsDrills?: true;
  /** Somebody outside GitHub is to be told something, now or later. */
  readonly isTold?: true;
  /** When to look again although nothing happened: a promise falls due, a reminder. */
  readonly wakeAt?: Instant;
};
