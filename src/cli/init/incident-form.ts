import { stringify } from "yaml";
import { FACTS, SEVERITIES } from "../../core/model/fact.ts";
import type { FactRule } from "../../core/model/fact.ts";
import { INCIDENT_LABEL } from "../../core/model/phase.ts";
import { defined } from "../../core/model/defined.ts";

type Field = {
  readonly type: "dropdown" | "input" | "textarea";
  readonly isRequired?: true;
  readonly placeholder?: string;
};

/** What a form asks whoever sees it break: few, because nobody fills in long forms in a crisis. */
const FIELDS = {
  severity: { type: "dropdown" },
  scope: { type: "textarea", isRequired: true },
  steps: { type: "textarea" },
  works: { type: "textarea" },
  started: { type: "input", placeholder: "09:42" },
  components: { type: "input", placeholder: "checkout" },
} as const satisfies Readonly<Partial<Record<keyof typeof FACTS, Field>>>;

/** The issue form whose answers are the facts of the first step. */
export function incidentForm(): string {
  const form = {
    name: "Incident",
    description: "Something is broken, and people notice. Short answers are fine.",
    labels: [INCIDENT_LABEL],
    body: Object.entries(FIELDS).map(([id, field]) => fieldOf(id, field)),
  };
  // GitHub reads YAML 1.1, to which an unquoted 09:42 is a number.
  return stringify(form, { lineWidth: 0, version: "1.1" });
}

function fieldOf(id: string, { type, isRequired, placeholder }: Field): object {
  return {
    type,
    id,
    attributes: {
      label: labelOf(id),
      ...(type === "dropdown" ? { options: [...SEVERITIES] } : {}),
      ...defined({ placeholder }),
    },
    ...(isRequired === undefined ? {} : { validations: { required: true } }),
  };
}

/** The very words by which the answers are found again. */
function labelOf(id: string): string {
  const rules: readonly (readonly [string, FactRule])[] = Object.entries(FACTS);
  const section = rules.find(([name]) => name === id)?.[1].section;
  if (section === undefined) throw new Error(`No form's section gives ${id}.`);
  return section;
}
