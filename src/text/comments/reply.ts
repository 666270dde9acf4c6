import { CONFIG_PATH, DEFAULT_CONFIG } from "../../core/config/config.ts";
import type { BoardView, CommentContent } from "../../core/plan/effect.ts";
import type { Reply } from "../../core/model/reply.ts";
import type { FactName } from "../../core/model/fact.ts";
import { PHASES, PHASE_ORDER, phaseLabel } from "../../core/model/phase.ts";
import type { Phase } from "../../core/model/phase.ts";
import { boardHead, clockOf } from "../board/board-head.ts";
import { MOST_BODY, fit } from "../markdown/limit.ts";
import type { Refusal } from "../../core/model/refusal.ts";
import { code, fence, inline, listed, mentions, person } from "../markdown/escape.ts";
import { when } from "../markdown/when.ts";
import { renderRefusal } from "./refusal.ts";
import { ROLES } from "../board/board-notice.ts";
import { COMMANDS, ruleOf } from "../../core/command/command.ts";
import type { CommandName } from "../../core/command/command.ts";
import { PHASE_TITLES } from "../board/ask.ts";

type ReplyContent = Extract<CommentContent, { readonly kind: "reply" }>;

/** The one answer to a comment or an event. */
export function renderReply({ reply, view, told }: ReplyContent): string {
  return fit(
    () => (reply.type === "handed-over" ? handedOver(reply, view, told) : words(reply, view)),
    MOST_BODY,
  );
}

/** The words of whoever hands over stand above; this is what comes with them. */
function handedOver(
  { by, leads, at, due }: HandedOver,
  { timezone }: BoardView,
  told: ReplyContent["told"],
): string {
  const to = listed(mentions(leads, told));
  const next = due === undefined ? "" : when(due, { timezone, reference: at });
  const promise =
    due !== undefined && due <= at
      ? `The update that was promised by ${next} is still to come`
      : `The next update is promised by ${next}`;
  return [
    `${to}: ${person(by)} hands this over to you.`,
    ...(due === undefined ? [] : [`${promise}; \`/update\` gives it.`]),
    "How it stands is on the board.",
  ].join(" ");
}

type HandedOver = Extract<Reply, { readonly type: "handed-over" }>;

function words(reply: Exclude<Reply, HandedOver>, view: BoardView): string {
  switch (reply.type) {
    case "refused":
      return refused(reply, view);
    case "outsider":
      return `Thank you for helping, ${person(reply.to)}. Commands only count from people who have ${ROLES[view.permission]} here, so nothing has changed. What you see is worth a lot: please describe it in plain words.`;
    case "help":
      return renderHelp();
    case "status":
      return status(view);
    case "machine-hint":
      return machineHint(reply.to);
    case "candidate":
      if (reply.isBot === true) {
        return `${person(reply.to)} set the label. Nobody is told yet, and nothing is held. Somebody from the team can say \`/incident\` to declare it, or take the label away. List the bot under \`bots\` in ${code(CONFIG_PATH)}, and its label is enough.`;
      }
      return `Thank you for reporting this, ${person(reply.to)}. Somebody from the team will have a look; nobody else is told yet. Whoever has ${ROLES[view.permission]} here can say \`/incident\` to declare it, or take the label away.`;
    case "still-missing":
      return `Recorded. It goes on to **${reply.target}** by itself, once ${answersOn(reply.missing, view)}.`;
    case "label-taken-back":
      return `${code(phaseLabel(reply.target))} came a little early, so the label is ${code(phaseLabel(reply.phase))} again. Please set it once ${answersOn(reply.missing, view)}, or move on with a gap: \`/skip ${reply.phase} because <reason>\``;
    case "closed-early":
      return [
        `I have opened this again, ${person(reply.to)}, because the report needs more. Please close it once ${answersOn(reply.missing, view)}. If they can’t be had, this closes it as it is:`,
        fence("/dakor close anyway because <reason>"),
      ].join("\n\n");
    case "reopened":
      return reopened(reply, view);
    case "bot-undoes":
      return `**${inline(reply.to, 40)}** is a bot and took the label ${code(reply.label)} off. Labels here follow what people say, so I put it back; please tell ${inline(reply.to, 40)} to leave \`incident\` and \`dakor:…\` alone. Somebody with permission can take the label off at any time.`;
    case "board-left":
      return boardLeft(reply);
    case "broken-again":
      return brokenAgain(reply);
    case "duplicate":
      return `This is the same incident as #${reply.of}. It goes on there; please bring along what you know.`;
  }
}

/** There is nothing to write anew, or the answer itself says where. */
const COMPLETE: ReadonlySet<Refusal["reason"]> = new Set([
  "comment-edited",
  "pulls-left-out",
  "owner-left-out",
  "no-drill",
]);

function refused(reply: Extract<Reply, { readonly type: "refused" }>, view: BoardView): string {
  if (reply.refusals.length === 0) return "That works now, thank you.";
  const answers = reply.refusals.map((refusal) => renderRefusal(refusal, clockOf(view)));
  const isComplete = reply.refusals.every(({ reason }) => COMPLETE.has(reason));
  return [
    ...answers,
    ...(isComplete ? [] : ["You can edit your comment, or write the line in a new one."]),
  ].join("\n\n");
}

function status(view: BoardView): string {
  const [title = "", ...lines] = boardHead(view);
  return [
    `**${title.replace(/^## /, "")}**`,
    ...lines,
    `[More on the board](${view.boardUrl ?? view.incident.url})`,
  ].join("\n");
}

/** After the article's box “It works on my machine”. */
function machineHint(to: string): string {
  return [
    `Thank you for trying it, ${person(to)}. That it works in one place is a clue, but for somebody who sees it fail it can sound like “your problem”.`,
    "It helps most to say what you did, and to ask for what they did. For example:",
    "> I opened the shop in Chrome, logged in with a seller account, and could create a coupon. I could not see the error. Which account did you use, and which coupon code?",
  ].join("\n\n");
}

function boardLeft({ to, isBot }: Extract<Reply, { readonly type: "board-left" }>): string {
  const who = `**${inline(to, 40)}**${isBot ? " (a bot)" : ""}`;
  const agree = isBot
    ? "A person has to tell it to leave my comments alone."
    : "Please agree on it here.";
  return `${who} changed or deleted the board, or what else I had said, again and again, so from now on I leave that to you. ${agree} The incident goes on, and commands count as before. \`/status\` writes the board anew.`;
}

/** Those who heard that it works should hear this, too. */
function brokenAgain(reply: Extract<Reply, { readonly type: "broken-again" }>): string {
  const cause =
    reply.because === "fix-reverted"
      ? `#${reply.pull ?? 0} took the fix back`
      : "This is open again";
  return [
    `${cause}, so it counts as broken from now on. People have heard that it works; please tell them:`,
    fence("/update It is broken again. next 20m"),
    "If it works all the same, `/restored` says so.",
  ].join("\n\n");
}

function reopened(
  reply: Extract<Reply, { readonly type: "reopened" }>,
  { permission }: BoardView,
): string {
  return reply.because === "stranger"
    ? `Thank you, ${person(reply.to)}. An incident is closed by somebody who has ${ROLES[permission]} here, so I have opened it again. If it works for you now, please say so.`
    : `A bot (**${inline(reply.to, 40)}**) closed this; a person has to. I have opened it again: the incident goes on until somebody who has ${ROLES[permission]} here closes it.`;
}

/** The list itself is on the board, and only there. */
function answersOn(missing: readonly FactName[], view: BoardView): string {
  const board = `[the board](${view.boardUrl ?? view.incident.url})`;
  return missing.length === 1
    ? `the answer that ${board} still asks for is there`
    : `the ${missing.length} answers that ${board} still asks for are there`;
}

/** Every command by the step that it serves, from the same table that the parser reads. */
function renderHelp(): string {
  const { permission, gate } = DEFAULT_CONFIG;
  return [
    "A command is a line of its own that starts with `/`. One comment can hold several.",
    ...PHASE_ORDER.map((step) =>
      [`**${PHASE_TITLES[step]}:** ${PHASES[step].question}`, "", ...entries(step)].join("\n"),
    ),
    ["**At any time**", "", ...entries(undefined)].join("\n"),
    `Commands count from people who have the role under \`permission\` in ${code(CONFIG_PATH)}, or more; what is marked as **gate** takes the one under \`gate.permission\`. Where the file is silent: ${permission}, and ${gate.permission} for the gate.`,
    "`/dakor name` works for every command, too. Times and durations are read as people write them: `10:40`, `9:42am`, `15:20 CET`, `yesterday 14:00`, `15m ago`; `10m`, `1h30m`, `90 minutes`.",
  ].join("\n\n");
}

function entries(step: Phase | undefined): readonly string[] {
  return names()
    .filter((name) => ruleOf(name).step === step)
    .map((name) => {
      const { usage, help, role, gated, aliases = [] } = ruleOf(name);
      const also = aliases
        .slice(0, 2)
        .map((alias) => code(`/${alias}`))
        .join(", ");
      const gate = gated === undefined ? "" : `; **gate:** ${gated}`;
      const who = role === "gate.permission" ? "; **gate**" : gate;
      return `- ${code(usage)} ${help}${also === "" ? "" : ` (also ${also})`}${who}`;
    });
}

function names(): readonly CommandName[] {
  return Object.keys(COMMANDS).filter((name): name is CommandName => Object.hasOwn(COMMANDS, name));
}
