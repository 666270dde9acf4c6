import { advance } from "./advance.ts";
import { isListedBot, isPermitted } from "../model/authority.ts";
import { ruleOf } from "../command/command.ts";
import type { CommandName } from "../command/command.ts";
import { withBreadcrumb } from "../model/incident.ts";
import type { Incident, LaterOrders } from "../model/incident.ts";
import type { Refusal } from "../model/refusal.ts";
import { missingUntil } from "../model/need.ts";
import { commandsOf } from "../command/commands-of.ts";
import type { ParsedLine } from "../command/parsed-command.ts";
import { isBefore } from "../model/phase.ts";
import type { Phase } from "../model/phase.ts";
import type { Reply } from "../model/reply.ts";
import { refuse } from "./commands/rule.ts";
import type { CommandContext, CommandOutcome, NewsDraft, ReplayContext } from "./commands/rule.ts";
import { withReply } from "./commands/lifecycle.ts";
import { RULES } from "./commands/rules.ts";
import { roleProblem } from "./commands/vouch.ts";
import { isPointedAgain } from "./points-again.ts";
import { dueAt, isAnswered, isPrompt } from "./said-at.ts";
import type { Comment } from "../model/timeline.ts";
import { withNews } from "./with-news.ts";
import { saysItWorks } from "../command/works-for-me.ts";
import { withKludge } from "../model/kludge.ts";
import { kludgeNewsOf, parseMarker } from "../model/marker.ts";

/** Commands that exist to move the phase: when it can't move, their author is told why. */
const MOVES: Readonly<Partial<Record<CommandName, Phase>>> = {
  alert: "alert",
  stable: "optimize",
  restored: "report",
};

/** What the bot had not answered before the comment's last edit is said by that edit. */
export function evolveComment(
  incident: Incident,
  comment: Comment,
  around: ReplayContext,
): Incident {
  if (comment.isOwn) return evolveOwn(incident, comment);
  if (comment.by.isBot && !isListedBot(comment.by, around.config)) return incident;
  const { at, editedAt = at } = comment;
  return isAnswered(comment, around.announced)
    ? evolveOrders(incident, { at, comment }, around)
    : { ...incident, later: [{ type: "said-later", at: editedAt, comment }] };
}

type SaidOrders = Omit<LaterOrders, "type">;

/** Some orders of a comment, or all, at the time when they were said. */
export function evolveOrders(
  incident: Incident,
  said: SaidOrders,
  around: ReplayContext,
): Incident {
  const { comment } = said;
  const lines = linesOf(incident, comment, around);
  return lines.length === 0
    ? withMachineReply(incident, comment)
    : heed(incident, { ...said, lines }, around);
}

/** Does what somebody with permission says; anybody else gets one answer. */
export function heed(
  incident: Incident,
  said: SaidOrders & { readonly lines: readonly ParsedLine[] },
  around: ReplayContext,
): Incident {
  const { login } = said.comment.by;
  if (isAllowed(said.comment, around)) return obeyAll(incident, said, around);
  return incident.status === "none"
    ? incident
    : withReply(incident, { type: "outsider", source: login.toLowerCase(), to: login });
}

/** Elsewhere only a few commands count; with the one that declares the incident, all of its comment do. */
export function linesOf(
  incident: Incident,
  comment: Comment,
  { repository, config }: ReplayContext,
): readonly ParsedLine[] {
  const all = (): readonly ParsedLine[] =>
    commandsOf(comment, repository).filter((line) => config.bots.length === 0 || !isShared(line));
  if (incident.status !== "none") return all();
  const lines = commandsOf(comment, repository, "anywhere");
  const isDeclared = lines.some(
    (line) => line.type === "command" && line.command.name === "incident",
  );
  return isDeclared ? all() : lines;
}

/** Where the team has another bot, the bare names that both may have are that one's. */
function isShared(line: ParsedLine): boolean {
  const said = line.type === "command" ? line.command : line.problem;
  return "name" in said && ruleOf(said.name).isShared === true && !/^\/\s?dakor\b/i.test(said.line);
}

/** Whoever edited a comment last answers for it too, by the role of that moment. */
export function isAllowed(comment: Comment, around: ReplayContext): boolean {
  if (around.evidence.get(comment.id) === "counted") return true;
  const { roles, rolesAt, config } = around;
  if (!isPermitted(comment.by, roles, config)) return false;
  const { editedBy, editedAt = comment.at } = comment;
  return editedBy === undefined || isPermitted(editedBy, rolesAt(editedAt), config);
}

function obeyAll(
  before: Incident,
  said: SaidOrders & { readonly lines: readonly ParsedLine[] },
  around: ReplayContext,
): Incident {
  const { at, comment, orders, lines } = said;
  const refusals: Refusal[] = [];
  const drafts: NewsDraft[] = [];
  const counts = new Map<CommandName, number>();
  let incident = before;
  const obeyed: ParsedLine[] = [];
  const later: LaterOrders[] = [];
  for (const line of lines) {
    if (line.type === "problem") {
      if (orders === undefined) refusals.push(line.problem);
      continue;
    }
    const { name } = line.command;
    const count = (counts.get(name) ?? 0) + 1;
    counts.set(name, count);
    if (orders !== undefined && !orders.includes(`${name} ${count}`)) continue;
    const order: CommandContext = {
      ...around,
      command: line.command,
      by: comment.by.login,
      at,
      source: count === 1 ? comment.id : `${comment.id}.${count}`,
      isEdited: comment.editedBy !== undefined,
      ...(comment.editedBy !== undefined && at > comment.at && { isByEdit: true }),
      ...(comment.relayed && { writtenAt: comment.relayed.at }),
    };
    const outcome = withheld(incident, order) ?? RULES[name](incident, order);
    const due = dueAt(comment, outcome, around);
    if (due > at) {
      later.push({ type: "said-later", at: due, comment, orders: [`${name} ${count}`] });
      continue;
    }
    incident = outcome.incident;
    refusals.push(...(outcome.refusals ?? []));
    const news = outcome.news ?? [];
    drafts.push(...news.map((draft) => ({ ...draft, ...publicWords(order) })));
    if (news.length > 0) refusals.push(...publicProblems(order));
    if (outcome.isRefused !== true) obeyed.push(line);
  }
  const moved = advance(incident, { by: comment.by.login, at, source: comment.id }, around.config);
  const told = withNews(
    {
      ...moved,
      said: [...moved.said, ...drafts.map(({ key }) => ({ key, at }))],
      accepted: obeyed.length > 0 ? [...new Set([...moved.accepted, comment.id])] : moved.accepted,
      ...(later.length === 0 ? {} : { later }),
    },
    drafts,
    { config: around.config, ...(isPrompt(comment, at) ? { url: comment.url } : {}) },
  );
  if (refusals.length > 0) return withRefusals(told, comment, refusals);
  const isHeard = told.news.slice(moved.news.length).some(({ isQuiet }) => isQuiet !== true);
  return isHeard ? told : withWhatIsMissing(told, { at, comment, obeyed }, around);
}

/** What is told outside can't be taken back: it counts only from words that nobody changed afterwards. */
function publicWords({ command, isEdited }: CommandContext): Pick<NewsDraft, "publicText"> {
  const { public: words } = command;
  return words === undefined || isEdited ? {} : { publicText: words };
}

/** Where words for the public were left out, whoever wrote them hears of it; what was told already stays told. */
function publicProblems({ command, isByEdit }: CommandContext): readonly Refusal[] {
  return command.public !== undefined && isByEdit === true
    ? [{ reason: "public-edited", line: command.line }]
    : [];
}

/** What takes more than the role that lets a comment's commands count. */
function withheld(incident: Incident, order: CommandContext): CommandOutcome | undefined {
  const { role } = ruleOf(order.command.name);
  const problem = role === "permission" ? undefined : roleProblem(order, role);
  return problem && refuse(incident, problem);
}

/** One answer for each comment, whenever its orders were given. */
function withRefusals(
  incident: Incident,
  { id, by }: Comment,
  added: readonly Refusal[],
): Incident {
  const known = incident.replies.find((reply) => reply.type === "refused" && reply.source === id);
  const before = known?.type === "refused" ? known.refusals : [];
  const refusals = [...before, ...added];
  const reply: Reply = { type: "refused", source: id, to: by.login, refusals };
  const others = incident.replies.filter((other) => other !== known);
  return { ...incident, replies: [...others, reply] };
}

/** Whoever wants to go on and has heard nothing is pointed at the board, now and then. */
function withWhatIsMissing(
  incident: Incident,
  said: SaidOrders & { readonly obeyed: readonly ParsedLine[] },
  { config }: ReplayContext,
): Incident {
  const { at } = said;
  const { id: source, by } = said.comment;
  const targets = said.obeyed.flatMap((line) =>
    line.type === "command" ? (MOVES[line.command.name] ?? []) : [],
  );
  const target = targets.findLast((phase) => isBefore(incident.phase, phase));
  if (incident.status !== "declared" || target === undefined) return incident;
  const missing = missingUntil(incident, target, config);
  const pointer = { to: by.login, at };
  return missing.length === 0 || isPointedAgain(incident, pointer)
    ? incident
    : withReply(incident, { type: "still-missing", source, ...pointer, target, missing });
}

function withMachineReply(incident: Incident, comment: Comment): Incident {
  if (incident.status !== "declared" || !saysItWorks(comment)) return incident;
  return withReply(incident, { type: "machine-hint", source: "once", to: comment.by.login });
}

/** Of the bot's own words one counts: that GitHub can't do a rollback. Whoever asks again gets another try. */
function evolveOwn(incident: Incident, { at, by, body }: Comment): Incident {
  const news = kludgeNewsOf(parseMarker(body)?.key ?? "");
  if (news?.kind !== "kludge-impossible") return incident;
  const kludge = incident.kludges.find(({ id }) => id === news.id);
  if (kludge?.state !== "announced" || kludge.pull !== undefined) return incident;
  const settled = { settledAt: at, settledBy: by.login };
  return withBreadcrumb(
    withKludge(incident, { ...kludge, ...settled, state: "withdrawn", isImpossible: true }),
    { at, by: by.login, kind: "kludge", about: `${kludge.id} impossible`, text: kludge.what },
  );
}
