import { ruleOf } from "../../core/command/command.ts";
import type { CommandName } from "../../core/command/command.ts";
import { SEVERITIES } from "../../core/model/fact.ts";
import { CONFIG_PATH } from "../../core/config/config.ts";
import type { Refusal } from "../../core/model/refusal.ts";
import { MOST_COMMANDS } from "../../core/command/parsed-command.ts";
import { PHASE_ORDER } from "../../core/model/phase.ts";
import { correctedLines, isMoment } from "./corrected-line.ts";
import { clean } from "../../core/markdown/clean.ts";
import { code, fence, listed, person } from "../markdown/escape.ts";
import { when } from "../markdown/when.ts";
import type { WallClock } from "../markdown/when.ts";

const LONGEST_QUOTE = 200;

/** What kept a command from doing what it asked for, and the line to paste instead. */
export function renderRefusal(refusal: Refusal, clock: WallClock): string {
  const [line, other] = correctedLines(refusal);
  return [
    explain(refusal, clock),
    ...(line === undefined ? [] : [fence(line)]),
    ...(other === undefined ? [] : ["Or this?", fence(other)]),
  ].join("\n\n");
}

function explain(refusal: Refusal, clock: WallClock): string {
  const said = quote(refusal.line);
  switch (refusal.reason) {
    case "unknown-command":
      return `${said}: I don't know this command. Did you mean this?`;
    case "within-quote":
      return `${said} stands right below a quote or a list, or in a mail that is answered, so it counts as part of that. In a comment of its own it works:`;
    case "blank-left":
      return `${said}: please put your own words in the place of ${code(refusal.blank)}.`;
    case "option-unclear":
      return `${said}: I am not sure whether ${quote(refusal.typed)} is part of the text. Did you mean this?`;
    case "text-missing":
      return `${said}: ${missingText(refusal.name)}`;
    case "text-unexpected":
      return ruleOf(refusal.name).options?.includes("because") === true
        ? `${said}: is that the reason? Then this says so:`
        : `${said}: this command stands alone on its line. \`/note\` keeps other words.`;
    case "duration-unreadable":
      return `${said}: I can't read ${quote(refusal.typed)} as a duration. \`10m\`, \`1h30m\`, \`90 minutes\` and \`half an hour\` work, up to 30 days.`;
    case "too-many-commands":
      return `One comment holds up to ${MOST_COMMANDS} commands, and this one has ${refusal.count}. Please put the ones from ${said} on into another comment.`;
    case "severity-unknown":
      return `${said}: which of the three is it: ${oneOf(SEVERITIES)}?`;
    case "component-unknown":
      return componentUnknown(refusal);
    case "target-unknown":
      return refusal.known.length === 0
        ? `${said}: nobody is told outside GitHub here. ${code("notify")} in ${code(CONFIG_PATH)} names who is.`
        : `${said}: the configuration knows ${listed(refusal.known.map(code))}. Which one is it?`;
    case "path-unreadable":
      return `${said}: ${PATHS[refusal.why]}`;
    case "person-unknown":
      return `${said}: ${person(refusal.person)} can't be assigned in this repository, so nobody was named. Is the name right?`;
    case "owner-left-out":
      return `${said} is recorded, without its owner: ${person(refusal.person)} can't be assigned in this repository. The report has room for another name.`;
    case "coming-far":
      return `${said}: that time has just passed, and the next one is ${when(refusal.coming, clock)}. If you mean that one, this says so:`;
    case "clock-missing":
      return `${said}: until what time ${quote(refusal.typed)}?`;
    case "no-duplicate":
      return refusal.isSelf
        ? `${said} is this incident itself. Which other incident is it?`
        : `${said}: ${code(`#${refusal.number}`)} is a pull request. Which incident is this one the same as?`;
    case "close-how":
      return `${said}: GitHub's button closes the incident and begins the report; as *not planned*, where it was no incident. If facts are missing that nobody will find out, this closes it all the same:`;
    case "moment-unreadable":
      return `${said}: I can't read ${quote(refusal.typed)} as a time. \`10:40\`, \`9:42am\`, \`yesterday 14:00\`, \`2026-02-15 10:40\` and \`15m ago\` work.`;
    case "moment-skipped":
      return `${said}: in ${code(refusal.timezone)} the clocks went forward just then, so ${quote(refusal.typed)} never was. Was it an hour later?`;
    case "moment-future":
      return `${said}: ${when(refusal.moment, clock)} is still to come. Please say it when it has happened.`;
    case "moment-far":
      return `${said}: ${when(refusal.coming, clock)} is still to come, and ${when(refusal.moment, clock)} is more than twelve hours ago. If you mean that one, this says so:`;
    case "moment-order":
      return `${said} means ${when(refusal.moment, clock)}, but ${otherMoment(refusal, clock)}. It can't be ${refusal.mustBe === "before" ? "after" : "before"} that. ${orderHint(refusal)}`;
    case "kludge-unknown":
      return refusal.known.length === 0
        ? `${said}: no kludge is recorded yet. This records one:`
        : `${said}: I don't know that kludge. There ${refusal.known.length === 1 ? "is" : "are"} ${listed(refusal.known.slice(-20))}.`;
    case "kludge-not-standing":
      return `${said}: ${refusal.kludge.id} is ${refusal.kludge.state} already, so there is nothing to do.`;
    case "reason-missing":
      return `${said}: please say why, in a few words. The reason goes into the report.`;
    case "pull-missing":
      return refusal.name === "duplicate"
        ? `${said}: which incident is it the same as?`
        : `${said}: which pull request is it?`;
    case "pull-unknown":
      return `${said}: there is no pull request ${code(`#${refusal.pull}`)} in this repository.`;
    case "pulls-left-out":
      return leftOut(refusal);
    case "head-moved":
      return `${said}: ${code(`#${refusal.pull}`)} is at ${code(refusal.head.slice(0, 7))} now, another commit than the one that you named. Please look at that, and if it may pass too:`;
    case "pull-closed":
      return `${said}: ${code(`#${refusal.pull}`)} was closed without a merge, so it is no fix. Which one is?`;
    case "not-named":
      return notNamed(refusal);
    case "snooze-how":
      return snoozeHow(refusal);
    case "no-drill":
      return `${said}: this is no drill, so nothing has changed. It goes on as a real incident.`;
    case "still-broken":
      return `${said}: nobody has said that it is usable again, so it counts as broken already. News goes like this:`;
    case "pull-not-merged":
      return `${said}: ${code(`#${refusal.pull}`)} is not merged, so there is nothing to roll back.`;
    case "person-missing":
      return `${said}: who is it?`;
    case "phase-unknown":
      return /^report\b/i.test(refusal.typed)
        ? `${said}: the report is what ends an incident, so it can't be skipped. It may be short, and it can wait until tomorrow.`
        : `${said}: which phase is skipped: ${oneOf(PHASE_ORDER.slice(0, -1))}?`;
    case "role-too-low":
      return `${said} takes the ${refusal.needed} role. Please ask somebody who has it to write this line.`;
    case "comment-edited":
      return `${said} was edited, so nobody can be sure who meant it. Please write the line in a new comment.`;
    case "public-edited":
      return `${said} counts, but its words after \`public:\` are told to nobody outside, because the comment was edited. A new comment tells them:`;
    case "too-many-paths":
      return `${said}: at most ${refusal.most} patterns of ${refusal.longest} characters fit. A folder such as \`src/checkout/\` stands for everything in it.`;
  }
}

const PATHS = {
  everything: "which files? Please name folders or patterns; `**` holds every merge.",
  braces: "patterns know no braces. Please write one for each:",
  backslash: "folders are separated by `/`:",
  not: "a pattern can't take files out again. Please name the folders that it concerns:",
  address: "I can't tell a path from this address. Please write the path itself:",
} as const;

/** What a command without its words is asked for. */
function missingText(name: CommandName): string {
  if (name === "undo") return "which kludge is undone?";
  if (name === "keep") return "which kludge stays, and why?";
  return `it needs a few words: ${ruleOf(name).help}.`;
}

function componentUnknown(
  refusal: Extract<Refusal, { readonly reason: "component-unknown" }>,
): string {
  const { typed, known, suggestion } = refusal;
  const names = `The configuration knows ${listed(known.slice(0, 20).map(code))}.`;
  const meant = suggestion === undefined ? names : `${names} Did you mean this?`;
  return `${quote(typed)} is recorded, but it brings no paths, so it holds no merge. ${meant}`;
}

function orderHint({
  name,
  mustBe,
}: Extract<Refusal, { readonly reason: "moment-order" }>): string {
  if (isMoment(name)) {
    return "Please correct whichever is wrong:";
  }
  return mustBe === "after"
    ? "If it began earlier, `/started` says so, and then this line counts. Without a time it counts as now:"
    : "Without a time it counts as now:";
}

/** Whoever said that they are on it is, whatever time they meant. */
function snoozeHow({
  line,
  name,
  typed,
  why,
}: Extract<Refusal, { readonly reason: "snooze-how" }>): string {
  const begin = name === "checking" ? `${quote(line)}: you are on it. But` : `${quote(line)}:`;
  if (why === "long") {
    return `${begin} reminders wait 4 hours at most. Whoever is away for longer can hand over: \`/handover @user\`.`;
  }
  return typed === ""
    ? `${begin} for how long? 4 hours at most.`
    : `${begin} I can't read ${quote(typed)} as a time. \`30m\`, \`half an hour\` and \`until 10:30\` work, up to 4 hours.`;
}

/** The kludge is known, only its numbers lead nowhere. */
function leftOut({
  kludge,
  pulls,
  areKnown,
}: Extract<Refusal, { readonly reason: "pulls-left-out" }>): string {
  const numbers = listed(pulls.map((pull) => code(`#${pull}`)));
  return areKnown
    ? `${kludge} is recorded. A kludge has one pull request, so ${numbers} is only named; a \`/kludge\` of its own links it.`
    : `${kludge} is recorded. There is no pull request ${numbers} in this repository, so none is linked.`;
}

function notNamed(refusal: Extract<Refusal, { readonly reason: "not-named" }>): string {
  const numbers = listed(refusal.pulls.map((pull) => code(`#${pull}`)));
  const known = listed(refusal.known.map((pull) => code(`#${pull}`)));
  const others = known === "" ? `no pull request is named as one` : `named so far: ${known}`;
  return `${quote(refusal.line)}: nobody has called ${numbers} a ${refusal.as}; ${others}.`;
}

function otherMoment(
  refusal: Extract<Refusal, { readonly reason: "moment-order" }>,
  clock: WallClock,
): string {
  const at = when(refusal.other.at, clock);
  switch (refusal.other.fact) {
    case "started":
      return `the impact began at ${at}`;
    case "alerted":
      return `the first alert went out at ${at}`;
    case "broken":
      return `it broke again at ${at}`;
    case "stable":
      return `it was usable again at ${at}`;
    case "restored":
      return `everything worked again at ${at}`;
  }
}

function quote(text: string): string {
  const line = clean(text).replace(/\s+/g, " ").trim();
  return code(line.length > LONGEST_QUOTE ? `${line.slice(0, LONGEST_QUOTE)}…` : line);
}

function oneOf(words: readonly string[]): string {
  const last = words.at(-1) ?? "";
  return `${words.slice(0, -1).map(code).join(", ")} or ${code(last)}`;
}
