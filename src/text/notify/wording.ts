import type { ToldKind } from "../../core/model/incident.ts";
import { REAL_FIX, REPORT_FOLLOWS, TAKE_A_BREAK, WORKAROUND } from "../comments/news-sentence.ts";

/**
 * What each audience reads where the team says nothing else: the first line is the title, each further one a paragraph,
 * and what has nothing to show is left out.
 */
export const DEFAULT_WORDING: Readonly<
  Record<"team" | "public", Readonly<Record<ToldKind, string>>>
> = {
  team: {
    alert: lines(
      "{{ headline }}",
      "{{ affected }}",
      "{{ since }}",
      "{{ still_works }}",
      "{{ text }}",
      "{{ on_it }} {{ next_update }}",
      "{{ told_outside }}",
    ),
    update: lines(
      "{{ headline }}",
      "{{ news }}",
      "{{ late }} {{ next_update }}",
      "{{ told_outside }}",
    ),
    "kludge-applied": lines(
      "{{ headline }}",
      "{{ kludge }}",
      "{{ impact_is }}",
      WORKAROUND,
      "{{ late }} {{ next_update }}",
      "{{ told_outside }}",
    ),
    stable: lines(
      "{{ headline }}",
      "{{ it_was }}",
      "{{ since }}",
      "{{ thanks }}",
      "{{ meanwhile }}",
      "{{ text }}",
      `${REAL_FIX} {{ next_update }}`,
      "{{ told_outside }}",
    ),
    restored: lines(
      "{{ headline }}",
      "{{ it_was }}",
      "{{ since }}",
      "{{ text }}",
      `${REPORT_FOLLOWS} ${TAKE_A_BREAK}`,
      "{{ told_outside }}",
    ),
    broken: lines(
      "{{ headline }}",
      "{{ since }}",
      "{{ affected }}",
      "{{ text }}",
      "{{ on_it }} {{ next_update }}",
      "{{ told_outside }}",
    ),
    raised: lines(
      "{{ headline }}",
      "{{ affected }}",
      "{{ since }}",
      "{{ still_works }}",
      "{{ on_it }} {{ next_update }}",
    ),
    "false-alarm": lines("{{ headline }}", "{{ by }} has closed it: there is nothing to do."),
    duplicate: lines("{{ headline }}", "{{ goes_on_as }}"),
  },
  public: {
    alert: lines(
      "{{ headline }}",
      "{{ text }}",
      "{{ affected }}",
      "{{ since }}",
      "{{ still_works }}",
      "We are on it. {{ next_update }}",
    ),
    update: lines(
      "{{ headline }}",
      "{% if text %}{{ text }}{% else %}{{ how_it_stands }}{% endif %}",
      "{{ late }} {{ next_update }}",
    ),
    "kludge-applied": lines(
      "{{ headline }}",
      "{{ text }}",
      "{{ meanwhile }}",
      "We go on working on it. {{ late }} {{ next_update }}",
    ),
    stable: lines(
      "{{ headline }}",
      "{{ text }}",
      "{{ it_was }}",
      "{{ since }}",
      "{{ meanwhile }}",
      "We go on working until everything is as it was. {{ next_update }}",
    ),
    restored: lines(
      "{{ headline }}",
      "{{ text }}",
      "{{ it_was }}",
      "{{ since }}",
      "Thank you for your patience.",
    ),
    broken: lines(
      "{{ headline }}",
      "{{ text }}",
      "{{ since }}",
      "{{ affected }}",
      "We are on it. {{ next_update }}",
    ),
    raised: lines(
      "{{ headline }}",
      "{{ affected }}",
      "{{ since }}",
      "{{ still_works }}",
      "We are on it. {{ next_update }}",
    ),
    "false-alarm": lines("{{ headline }}", "It turned out to be none. Sorry for the alarm."),
    duplicate: lines(
      "{{ headline }}",
      "It is part of something that we are on already; its news comes with that.",
    ),
  },
};

function lines(...all: readonly string[]): string {
  return all.join("\n");
}

/** What a template may show, with what stands there; where it isn't known, nothing does. */
export const WORDING_NAMES = {
  headline: "the title: what happened, how bad, and what it is about",
  kind: "`alert`, `update`, `kludge-applied`, `stable`, `restored`, `broken`, `raised`, `false-alarm` or `duplicate`",
  severity: "`critical`, `major` or `minor`",
  phase: "`diagnose`, `alert`, `kludge`, `optimize` or `report`",
  standing: "`broken`, `usable` or `works`: what people have been told so far",
  number: "the incident's number",
  components: "their names, one after the other",
  summary: "what is broken",
  scope: "who or what is affected",
  works: "what still works",
  impact: "what users notice while a workaround stands",
  text: "the words beside the command; for the public those after `public:`",
  at: "when it was said",
  started: "when it broke",
  moment: "when it was usable again, or worked fully",
  lasted: "how long that took",
  promise: "when people hear more",
  affected: "“Affected: …”",
  since: "since when it is as it is now",
  still_works: "“Still works: …”",
  it_was: "“It was: …”, where the title names only components",
  meanwhile: "“What users notice meanwhile: …”, for the public “What you may notice: …”",
  how_it_stands: "that it is still worked on, or usable",
  late: "that it was promised for earlier, where it was",
  next_update: "“Next update by …”",
} as const satisfies Readonly<Record<string, string>>;

/** And what only the team's own may show. */
export const TEAM_WORDING_NAMES = {
  repository: "such as `acme/shop`",
  link: "the address of what is told",
  by: "who said it",
  news: "who said it, and the text",
  goes_on_as: "“It goes on as #41.”, of a duplicate",
  leads: "who is on it",
  on_it: "“… are on it.”",
  kludge: "the workaround’s words, where the title has no room for them",
  impact_is: "“Impact: …”",
  thanks: "the workarounds that keep it usable",
  told_outside: "the words after `public:`",
} as const satisfies Readonly<Record<string, string>>;

type WordingName = keyof typeof WORDING_NAMES;
export type PublicValues = Readonly<Record<WordingName, string | undefined>>;
export type TeamValues = PublicValues &
  Readonly<Record<keyof typeof TEAM_WORDING_NAMES, string | undefined>>;
