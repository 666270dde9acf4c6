import { isPermitted } from "../model/authority.ts";
import type { Roles } from "../model/role.ts";
import { commandsOf } from "../command/commands-of.ts";
import type { Config } from "../config/config.ts";
import type { Effect } from "./effect.ts";
import { parseMarker } from "../model/marker.ts";
import { isForUs, isNamespaced, wordsOnIncident } from "../command/page-command.ts";
import type { ParsedLine } from "../command/parsed-command.ts";
import { formatRelayKey, formatRelayTrace, parseRelay, RELAY } from "../model/relay.ts";
import type { Pull } from "../model/snapshot.ts";
import { plus } from "../time/time.ts";
import type { Instant } from "../time/time.ts";
import type { Comment } from "../model/timeline.ts";

/** An unreported incident that a pull request has to do with. */
export type PageIncident = {
  readonly id: string;
  readonly number: number;
  readonly openedAt: Instant;
  /** What the bot passed on to it lately. */
  readonly relays: readonly Comment[];
};

/** What is said on a pull request's page. */
export type Page = {
  readonly now: Instant;
  /** Address of the repository. */
  readonly repository: string;
  readonly pull: Pick<Pull, "id" | "number">;
  readonly comments: readonly Comment[];
  readonly incidents: readonly PageIncident[];
};

/** Somebody's commands on a pull request that nobody has taken up yet. */
type Pending = {
  readonly comment: Comment;
  readonly saidAt: Instant;
  readonly incidents: readonly PageIncident[];
  readonly lines: readonly ParsedLine[];
};

type PagePlan = {
  readonly effects: readonly Effect[];
  /** Numbers of the incidents to which something new was said. */
  readonly issues: readonly number[];
};

/** What is passed on later would count by a time at which nobody said it; seconds. */
const COUNTS_WITHIN = 10 * 60;
/** Older words are nobody's question any more; seconds. */
const ANSWERS_WITHIN = 24 * 60 * 60;
/** What else is said there is taken up by the next run. */
const MOST_COMMENTS = 10;

/** The commands that wait for the bot, oldest first. */
export function pendingOn(page: Page): readonly Pending[] {
  const settled = new Set([
    ...page.comments.flatMap(answeredIn),
    ...relaysOn(page).map(({ relay }) => relay.id),
  ]);
  return page.comments
    .flatMap((comment) => (settled.has(comment.id) ? [] : pendingIn(comment, page)))
    .slice(-MOST_COMMENTS);
}

/** What a permitted person says on the page of one incident's pull request is passed on to that incident, as it stands. */
export function planPage(
  page: Page,
  pending: readonly Pending[],
  { roles, config }: { readonly roles: Roles; readonly config: Config },
): PagePlan {
  const taken = pending
    .filter(({ comment }) => isPermitted(comment.by, roles, config))
    .map((found) => takenUp(found, page));
  const all = [...keptUp(page), ...taken];
  return {
    effects: all.map(({ effect }) => effect),
    issues: [...new Set(all.flatMap(({ issue }) => (issue === undefined ? [] : [issue])))],
  };
}

type Step = { readonly effect: Effect; readonly issue?: number };

function takenUp({ comment, incidents, lines, saidAt }: Pending, page: Page): Step {
  const [only, ...others] = incidents;
  const isPrompt = page.now < plus(saidAt, COUNTS_WITHIN);
  if (only !== undefined && others.length === 0 && isPrompt) {
    return { effect: relayed(comment, only.id, page), issue: only.number };
  }
  const { id, number } = page.pull;
  const content = {
    kind: "page",
    key: answerKey(comment),
    to: comment.by.login,
    pull: number,
    incidents: incidents.map((incident) => incident.number),
    lines: lines.filter(isForUs),
  } as const;
  return { effect: { type: "comment", on: id, content } };
}

function relayed(comment: Comment, on: string, page: Page): Extract<Effect, { type: "comment" }> {
  const { number: pull } = page.pull;
  const lines = commandsOf(comment, page.repository);
  return {
    type: "comment",
    on,
    content: {
      kind: RELAY,
      key: formatRelayKey({ pull, id: comment.id }),
      trace: formatRelayTrace(comment),
      words: wordsOnIncident(comment.body, lines, pull),
      place: { pull },
      by: comment.by.login,
    },
  };
}

/** Edited or deleted there, it is edited or deleted on the incident; what was passed on twice stands once. */
function keptUp(page: Page): readonly Step[] {
  const seen = new Set<string>();
  return relaysOn(page).map(({ incident, relay, present }): Step => {
    const comment = page.comments.find(({ id }) => id === relay.id);
    const isCopy = seen.has(relay.id);
    seen.add(relay.id);
    const effect: Effect =
      comment === undefined || isCopy
        ? { type: "delete-comment", id: present.id }
        : { ...relayed(comment, incident.id, page), present };
    return { effect, issue: incident.number };
  });
}

function relaysOn({ incidents, pull }: Page): readonly {
  readonly incident: PageIncident;
  readonly relay: { readonly id: string };
  readonly present: Comment;
}[] {
  return incidents.flatMap((incident) =>
    incident.relays.flatMap((present) => {
      const relay = parseRelay(present.body);
      return relay !== undefined && "pull" in relay && relay.pull === pull.number
        ? [{ incident, relay, present }]
        : [];
    }),
  );
}

/** Any bot's answer is enough: an App and a workflow may both look after the repository. */
function answeredIn({ by, body }: Comment): readonly string[] {
  const marker = by.isBot ? parseMarker(body) : undefined;
  return marker?.kind === "page" ? [marker.key.replace(/^page:/, "")] : [];
}

function pendingIn(comment: Comment, page: Page): readonly Pending[] {
  const { at, by, editedAt: saidAt = at, isOwn } = comment;
  if (isOwn || by.isBot || plus(saidAt, ANSWERS_WITHIN) <= page.now) return [];
  const incidents = page.incidents.filter(({ openedAt }) => openedAt <= saidAt);
  const isMeant = incidents.length === 0 ? isNamespaced : isForUs;
  const lines = commandsOf(comment, page.repository);
  return lines.some(isMeant) ? [{ comment, saidAt, incidents, lines }] : [];
}

function answerKey({ id }: Comment): string {
  return `page:${id}`;
}
