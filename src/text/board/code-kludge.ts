import type { CodeKludge, CodeKludgeState } from "../../core/model/code-kludge.ts";

/** What to say of a mark in the code. */
export function codeKludgeLine(
  { incident, kludge, until }: CodeKludge,
  state: CodeKludgeState,
): string {
  const name = kludge === undefined ? `the kludge of #${incident}` : `${kludge} of #${incident}`;
  switch (state) {
    case "unknown":
      return `belongs to ${name}`;
    case "open":
      return until === undefined
        ? `#${incident} is still open`
        : `#${incident} is still open; until ${until}`;
    case "kept":
      return `kept on purpose, as the report of #${incident} says`;
    case "expired":
      return `its time was over on ${until ?? "an earlier day"}. Take ${name} out, or write a later day.`;
    case "over":
      return `#${incident} is over. Take ${name} out, or keep it with a reason: /keep ${kludge ?? "K1"} because <reason>`;
    case "no-incident":
      return `there is no incident #${incident}. Type the number of the incident that this belongs to.`;
    case "no-kludge":
      return kludge === undefined
        ? `the report of #${incident} tells of no kludge. Take this out, or name another incident.`
        : `the report of #${incident} tells of no ${kludge}. Name one that it tells of, or take this out.`;
  }
}

/** For a mark that nobody can read. */
export const CODE_KLUDGE_FORM =
  "expected KLUDGE(#42), KLUDGE(#42 K2) or KLUDGE(#42, until 2027-03-01), with the number of the incident";
