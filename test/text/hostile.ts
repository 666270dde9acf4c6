import type { ReportDraft } from "../../src/core/plan/effect.ts";
import { at, closed, draft, kludge, said } from "./story.ts";

/** A report in which people wrote the same words everywhere. */
export function hostileDraft(text: string): ReportDraft {
  const given = { ...said("lea", "10:00"), value: text };
  const incident = {
    ...closed,
    facts: {
      summary: given,
      scope: given,
      steps: given,
      works: given,
      cause: given,
      tested: given,
    },
    components: [text],
    kludges: [{ ...kludge, what: text, impact: text }],
    breadcrumbs: [{ at: at("10:00"), by: text, kind: "note", text }],
    fixes: [{ ...said("lea", "10:00"), text }],
    todos: [{ ...said("lea", "10:00"), owners: ["john"], text }],
    skips: [{ ...said("lea", "10:00"), phase: "alert", because: text }],
  } as const;
  return { ...draft, incident };
}
