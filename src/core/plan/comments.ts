import type { Config } from "../config/config.ts";
import type { BoardView, CommentContent, Effect, Reminder } from "./effect.ts";
import type { Incident, News } from "../model/incident.ts";
import { leadsBeside } from "../replay/with-news.ts";
import { phaseLabel } from "../model/phase.ts";
import type { IncidentRecord } from "../record/record.ts";
import { presentConfig } from "../record/recorded.ts";
import type { Reply } from "../model/reply.ts";
import { factsLeft, isDrillOver, SCORE, scoreOf } from "../report/drill-score.ts";
import { isOwnBot } from "../model/own-bots.ts";
import type { Snapshot } from "../model/snapshot.ts";
import type { BoardFight, Fight } from "./fight.ts";
import { isSaid } from "./own-comments.ts";
import type { OwnComments } from "./own-comments.ts";
import { sourceOf, tracesIn } from "../record/traces.ts";
import { defined } from "../model/defined.ts";
import { plus } from "../time/time.ts";
import type { Instant } from "../time/time.ts";
import { toldBefore } from "./told-lately.ts";
import type { NewsCall } from "./told-lately.ts";

/** Everything the bot should have said by now: what is there already comes with the comment that says it. */
export function planComments(
  incident: Incident,
  snapshot: Snapshot,
  said: {
    readonly own: OwnComments;
    readonly view: BoardView;
    readonly record: IncidentRecord;
    readonly reminder?: Reminder;
    readonly boardFight?: BoardFight;
  },
): readonly Effect[] {
  const { own, view, record, reminder, boardFight: fight } = said;
  const config = presentConfig(snapshot);
  const traces = tracesIn(snapshot);
  const board: CommentContent = { kind: "board", key: "board", view, record };
  const calls = callsOf(incident, config);
  const news = calls.map(({ news: item, mention }, index): CommentContent => ({
    kind: "news",
    key: item.key,
    news: item,
    timezone: config.timezone,
    mention,
    told: toldBefore(item.at, calls.slice(0, index), snapshot),
  }));
  const replies = repliesOwed(incident, snapshot.now).map(
    (reply) =>
      ({
        kind: "reply",
        key: replyKey(reply),
        reply,
        view,
        ...(reply.type === "handed-over" ? { told: toldBefore(reply.at, calls, snapshot) } : {}),
      }) as const,
  );
  const answers = replies.filter(
    ({ reply }) => reply.type !== "refused" && !isGivenUp(reply, view.fights ?? []),
  );
  const refusals = replies.filter(({ reply }) => reply.type === "refused");
  const reminders: readonly CommentContent[] =
    reminder === undefined
      ? []
      : [{ kind: "reminder", key: reminder.key, reminder, timezone: config.timezone }];
  const score = scoreComments(incident, snapshot);
  const cleared = clearedReplies(incident, own, view);
  const hasBoard = incident.status === "declared" || own.byKey.has("board");
  const word = fight?.word;
  return [
    ...(hasBoard && fight === undefined ? [write(board)] : []),
    // What was said stays as it was said, also when the command is edited later.
    ...[...news, ...reminders, ...answers, ...score, ...(word === undefined ? [] : [wordOf(word)])]
      .filter(({ key }) => !isSaid(own, key) && isNew(key))
      .map(write),
    ...[...refusals, ...cleared].filter(({ key }) => isNew(key) && !isTouched(key)).map(write),
    ...own.copies.map((copy): Effect => ({ type: "delete-comment", id: copy.id })),
  ];

  function wordOf(reply: Reply): CommentContent {
    return { kind: "reply", key: replyKey(reply), reply, view };
  }

  /** What somebody keeps deleting isn't said again; what is asked since then is answered. */
  function isNew(key: string): boolean {
    if (fight === undefined || key.startsWith("board-left:") || own.byKey.has(key)) return true;
    const source = (sourceOf(key) ?? "").split(".")[0];
    const asked = snapshot.timeline.find(({ id }) => id === source);
    return asked !== undefined && asked.at > fight.since;
  }

  /** What somebody else has written over stays as that is. */
  function isTouched(key: string): boolean {
    const editor = own.byKey.get(key)?.editedBy;
    return editor !== undefined && !isOwnBot(editor, snapshot.ownBots);
  }

  function write(content: CommentContent): Effect {
    const present = own.byKey.get(content.key);
    const trace = traces.of(sourceOf(content.key) ?? "");
    return {
      type: "comment",
      on: snapshot.issue.id,
      content: trace === undefined ? content : { ...content, trace },
      ...defined({ present }),
    };
  }
}

/** One for each time that a drill is closed. */
export function scoreComments(
  incident: Incident,
  snapshot: Snapshot,
): readonly Extract<CommentContent, { readonly kind: "score" }>[] {
  const { closed } = incident;
  if (closed === undefined || !isDrillOver(incident)) return [];
  const config = presentConfig(snapshot);
  return [
    {
      kind: SCORE,
      key: `${SCORE}:${closed.source}`,
      score: scoreOf(incident, config),
      left: factsLeft(incident, config),
      past: snapshot.drills ?? [],
    },
  ];
}

/** The news that is said on the issue, and whom it calls. */
export function callsOf({ news }: Incident, config: Config): readonly NewsCall[] {
  return news
    .filter(({ isQuiet }) => isQuiet !== true)
    .map((item) => ({ news: item, mention: mentionOf(item, config) }));
}

/** As it was when the news was asked for; what is about to happen concerns those on the incident. */
function mentionOf(news: News, { severities }: Config): readonly string[] {
  const { kind, context } = news;
  if (kind === "kludge-announced") return leadsBeside(news);
  return [...new Set(context.calls.flatMap((level) => severities[level].mention))];
}

/** Where the bot has stopped, the board says so, once; each further round would say the same. */
function isGivenUp(reply: Reply, fights: readonly Fight[]): boolean {
  return fights.some(({ repair }) =>
    reply.type === "label-taken-back"
      ? "label" in repair && repair.label.toLowerCase() === phaseLabel(reply.target)
      : (reply.type === "reopened" || reply.type === "closed-early") && repair.act === "reopen",
  );
}

/** Who has led for a day need not be told. */
const NEW_LEAD = 24 * 60 * 60;

/** What is to be answered, if it isn't yet. */
export function repliesOwed({ replies }: Incident, now: Instant): readonly Reply[] {
  return replies.filter((reply) => reply.type !== "handed-over" || plus(reply.at, NEW_LEAD) > now);
}

export function replyKey(reply: Reply): string {
  return `${reply.type}:${reply.source}`;
}

/** Refusals whose comment was edited and is right now. */
function clearedReplies(
  incident: Incident,
  own: OwnComments,
  view: BoardView,
): readonly CommentContent[] {
  const refused = incident.replies.filter((reply) => reply.type === "refused").map(replyKey);
  return [...own.byKey.keys()]
    .filter((key) => key.startsWith("refused:") && !refused.includes(key))
    .map((key) => {
      const reply: Reply = {
        type: "refused",
        source: key.slice("refused:".length),
        to: "",
        refusals: [],
      };
      return { kind: "reply", key, reply, view };
    });
}
