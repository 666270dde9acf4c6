import { REQUIRED_SECTIONS } from "../../core/report/report-rule.ts";
import { KINDS } from "../../core/report/recommendation.ts";

/** What stands at the end of a recommendation's line. */
export const RECOMMENDATION_END = "(kind: detect; owner: @lea; due: 2026-03-02)";

const SECTIONS = REQUIRED_SECTIONS.map((section) => `\`## ${section}\``);

/** When a report is finished: the one text of this rule, for its pull request, its folder and the reference. */
export const REPORT_RULES = {
  front:
    "its front matter, the lines between `<!-- dakor:report` and `-->` at its top, names the incident, such as `incident: 42`",
  times:
    "its `times:` say when that was over (`restored`, or `closed` where nobody said `/restored`), no earlier than it was",
  sections: `it has something in ${SECTIONS.slice(0, -1).join(", ")} and ${SECTIONS.at(-1)}`,
  todo: "no `TODO` is left in it: `TODO:`, `TODO(…)`, `TODO -` or the word alone, at the start of a line or within; code, and talk of a TODO list, don't count",
  recommendation: `each line \`- [ ]\` of its recommendations ends with a kind (${KINDS.slice(0, -1).join(", ")} or ${KINDS.at(-1)}), an owner and a date, such as \`${RECOMMENDATION_END}\``,
} as const;
