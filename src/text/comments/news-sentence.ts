import type { Severity } from "../../core/model/fact.ts";

/** What news says wherever it is read. The words in it come as their place needs them: Markdown, or plain. */

export function issueTitle(severity: Severity | undefined, subject: string): string {
  return `${severity === undefined ? "" : `${severity.toUpperCase()} `}ISSUE: ${subject}`;
}

export function worseTitle(title: string): string {
  return `It is worse than we said. ${title}`;
}

/** With a capital at its beginning. */
export function capitalized(text: string): string {
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;
}

/** What has changed comes first: "works again: login fails" would be misread. */
export function changedTitle(
  subject: string,
  state: "usable again" | "works again" | "broken again",
  isComponent: boolean,
): string {
  if (isComponent) return `${subject}: ${state}`;
  const begun = capitalized(state);
  return state === "broken again" ? `${begun}: ${subject}` : `${begun} (it was: ${subject})`;
}

export function inPlaceTitle(id: string, what: string, subject: string): string {
  return `${id} is in place: ${what} (${subject})`;
}

export function itWas(summary: string): string {
  return sentence(`It was: ${summary}`);
}

export function affected(scope: string): string {
  return sentence(`Affected: ${scope}`);
}

export function since(when: string, isAgain = false): string {
  return `${isAgain ? "Broken again since" : "Since"} ${when}.`;
}

export function brokenSince(when: string): string {
  return `It has not worked since ${when}.`;
}

type Past = { readonly when: string; readonly after: string; readonly isAgain: boolean };

export function usableSince({ when, after, isAgain }: Past): string {
  return `Usable since ${when}, ${after} after it ${began(isAgain)}.`;
}

export function worksSince({ when, after, isAgain }: Past): string {
  return `Everything has worked since ${when}, ${after} after ${isAgain ? "it broke again" : "the trouble began"}.`;
}

function began(isAgain: boolean): string {
  return isAgain ? "broke again" : "began";
}

export function stillWorks(works: string): string {
  return sentence(`Still works: ${works}`);
}

export function impactOf(impact: string): string {
  return sentence(`Impact: ${impact}`);
}

export function meanwhile(impact: string): string {
  return sentence(`What users notice meanwhile: ${impact}`);
}

export function thanksTo(kludges: string): string {
  return `Thanks to ${kludges}.`;
}

export function onIt(people: string, count: number): string {
  return `${people} ${count === 1 ? "is" : "are"} on it.`;
}

export function nextUpdate(when: string): string {
  return `Next update by ${when}.`;
}

export const PRACTICE = "This is practice. Nothing is broken.";
export const WORKAROUND = "This is a workaround; the real fix comes later.";
export const REAL_FIX = "Now we take the time to find the real fix.";
export const REPORT_FOLLOWS = "The full report follows on the next working day.";
export const TAKE_A_BREAK = "Now take a break: you have earned it.";

/** Ends in a full stop, unless it ends a sentence already. */
export function sentence(text: string): string {
  return /[.!?…:]$/.test(text) ? text : `${text}.`;
}
