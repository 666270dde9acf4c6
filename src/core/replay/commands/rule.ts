import type { Roles } from "../../model/role.ts";
import type { Evidence } from "../evidence.ts";
import type { Config } from "../../config/config.ts";
import type { Incident, News } from "../../model/incident.ts";
import type { Source } from "../../model/timeline.ts";
import type { Refusal } from "../../model/refusal.ts";
import type { Command } from "../../command/parsed-command.ts";
import type { RememberedHeads } from "../../record/record.ts";
import type { Pull } from "../../model/snapshot.ts";
import type { OwnBots } from "../../model/own-bots.ts";
import type { Instant } from "../../time/time.ts";

/** When the bot announced what, by the keys of its news and by what else tells that it is the same. */
export type Announcements = ReadonlyMap<string, Instant>;

/** What a replay knows beside the history itself. */
export type ReplayContext = {
  readonly ownBots: OwnBots;
  /** The address of the repository that the incident is in. */
  readonly repository: string;
  readonly config: Config;
  readonly roles: Roles;
  /** Roles at another moment. */
  readonly rolesAt: (at: Instant) => Roles;
  readonly evidence: Evidence;
  /** The text of its report on the default branch. */
  readonly report: string | undefined;
  readonly pulls: ReadonlyMap<number, Pull>;
  /** Which head a pull request had when a command that lets it through was worked on, by the command's source. */
  readonly heads: RememberedHeads;
  /** Kludge names that were announced already, by the source of the kludge. */
  readonly kludgeIds: ReadonlyMap<string, string>;
  readonly announced: Announcements;
  /** When what was said that promises or announces something, as the board remembers it, if it does. */
  readonly said: Announcements | undefined;
};

/** A command that counts: who gave it, when, and its name within the incident. */
export type CommandContext = ReplayContext & {
  readonly command: Command;
  readonly by: string;
  readonly at: Instant;
  /** The comment's id; the second `/kludge` of one comment has "<id>.2". */
  readonly source: string;
  readonly isEdited: boolean;
  /** Its comment's last edit gave it: what it was first written as isn't known. */
  readonly isByEdit?: true;
  /** When its author wrote it, where that was before it was passed on. */
  readonly writtenAt?: Instant;
};

/** News before the end of its comment: what is known then completes it. */
export type NewsDraft = Omit<News, "context" | "url">;

export type CommandOutcome = {
  readonly incident: Incident;
  readonly refusals?: readonly Refusal[];
  readonly news?: readonly NewsDraft[];
  /** Nothing of the command counted. */
  readonly isRefused?: true;
};

/** What one command does to an incident. */
export type Rule = (incident: Incident, order: CommandContext) => CommandOutcome;

export function saidBy(order: CommandContext): Source {
  return { by: order.by, at: order.at, source: order.source };
}

export function refuse(incident: Incident, refusal: Refusal): CommandOutcome {
  return { incident, refusals: [refusal], isRefused: true };
}
