import type { PublicView, TeamView } from "../../core/notify/view.ts";
import { formatDuration } from "../../core/time/duration.ts";
import * as say from "../comments/news-sentence.ts";
import { clamp, listed } from "../markdown/escape.ts";
import { span, when } from "../markdown/when.ts";
import type { PublicValues, TeamValues } from "./wording.ts";

/** Characters. */
const MOST_TEXT = 1500;
const MOST_KLUDGE = 80;

/** Ends a line within a value: what somebody wrote in several stays one paragraph. */
export const WITHIN = "\u2028";

/** What a template may show of one news. */
export function valuesOf(view: TeamView | PublicView): TeamValues | PublicValues {
  const values = view.audience === "team" ? teamValues(view) : publicValues(view);
  const whole = Object.entries(values).map(
    ([name, value]) => [name, value?.trim().replaceAll("\n", WITHIN)] as const,
  );
  return { ...values, ...Object.fromEntries(whole) };
}

function teamValues(view: TeamView): TeamValues {
  const { text, publicText, leads, kludge, standingKludges } = view;
  const spoken = text ?? publicText;
  return {
    ...publicValues(view),
    text: part(text, (words) => clamp(words, MOST_TEXT)),
    repository: view.repository,
    link: view.url,
    by: view.by,
    news: part(spoken, (words) => `${view.by}: ${clamp(words, MOST_TEXT)}`),
    goes_on_as:
      view.goesOnAs === undefined
        ? "It goes on as another incident."
        : `It goes on as #${view.goesOnAs}.`,
    leads: leads.length === 0 ? undefined : listed(leads),
    on_it: leads.length === 0 ? undefined : say.onIt(listed(leads), leads.length),
    kludge:
      kludge !== undefined && kludge.what.length > MOST_KLUDGE
        ? say.sentence(clamp(kludge.what, MOST_TEXT))
        : undefined,
    impact_is: part(view.impact, say.impactOf),
    thanks:
      standingKludges.length === 0
        ? undefined
        : say.thanksTo(
            listed(
              standingKludges.slice(0, 10).map(({ id, what }) => `${id} (${clamp(what, 200)})`),
            ),
          ),
    // An update for the public alone is told as the news itself.
    told_outside:
      view.kind === "update" && text === undefined
        ? undefined
        : part(publicText, (words) => `Told outside: ${words}`),
  };
}

function publicValues(view: TeamView | PublicView): PublicValues {
  const { kind, at, timezone, startedAt, moment, promise, components, summary } = view;
  const clock = (instant: string): string => when(instant, { timezone, reference: at });
  return {
    headline: headline(view),
    kind,
    severity: view.severity,
    phase: view.phase,
    standing: view.standing,
    number: String(view.number),
    components: components.length === 0 ? undefined : components.join(", "),
    summary,
    scope: view.scope,
    works: view.works,
    impact: view.impact,
    text: view.text,
    at: clock(at),
    started: clock(startedAt),
    moment: part(moment, clock),
    lasted: part(moment, (end) => span(startedAt, end)),
    promise: part(promise, clock),
    affected: part(view.scope, say.affected),
    since: sinceWhen(view, clock),
    still_works: part(view.works, say.stillWorks),
    it_was: components.length === 0 ? undefined : part(summary, say.itWas),
    meanwhile: part(view.impact, view.audience === "team" ? say.meanwhile : youMayNotice),
    how_it_stands: HOW_IT_STANDS[view.standing],
    late:
      view.lateBy === undefined
        ? undefined
        : `This comes ${formatDuration(view.lateBy)} later than we promised.`,
    next_update: part(promise, (due) => say.nextUpdate(clock(due))),
  };
}

function youMayNotice(impact: string): string {
  return say.sentence(`What you may notice: ${impact}`);
}

const HOW_IT_STANDS = {
  broken: "We are still working on it.",
  usable: "It is usable, and we go on working until everything is as it was.",
  works: "Everything works.",
} as const;

function part(text: string | undefined, made: (text: string) => string): string | undefined {
  return text === undefined ? undefined : made(text);
}

function sinceWhen(view: TeamView | PublicView, clock: (at: string) => string): string {
  const { kind, at, startedAt, isAgain, moment = at } = view;
  const past = { when: clock(moment), after: span(startedAt, moment), isAgain };
  if (kind === "stable") return say.usableSince(past);
  if (kind === "restored") return say.worksSince(past);
  return kind === "broken"
    ? say.brokenSince(clock(startedAt))
    : say.since(clock(startedAt), isAgain);
}

/** Enough for somebody who reads no further. */
function headline(view: TeamView | PublicView): string {
  const { kind, severity, components } = view;
  const summary = view.summary?.replaceAll("\n", " ") ?? `incident #${view.number}`;
  const isComponent = components.length > 0;
  const names = components.join(", ");
  const subject = isComponent ? names : summary;
  const whole = isComponent && view.summary !== undefined ? `${names} – ${summary}` : subject;
  switch (kind) {
    case "alert":
      return say.issueTitle(severity, whole);
    case "raised":
      return say.worseTitle(say.issueTitle(severity, whole));
    case "update":
      return `Update: ${whole}`;
    case "kludge-applied":
      return view.audience === "team" && view.kludge !== undefined
        ? say.inPlaceTitle(view.kludge.id, clamp(view.kludge.what, MOST_KLUDGE), subject)
        : `A workaround is in place: ${whole}`;
    case "stable":
      return say.changedTitle(subject, "usable again", isComponent);
    case "restored":
      return say.changedTitle(subject, "works again", isComponent);
    case "false-alarm":
      return `False alarm: ${whole}`;
    case "duplicate":
      return `One with another incident: ${whole}`;
    case "broken":
      return `${say.changedTitle(subject, "broken again", isComponent)}${isComponent && view.summary !== undefined ? ` – ${summary}` : ""}`;
  }
}
