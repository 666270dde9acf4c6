import { DEFAULT_CONFIG } from "../config/config.ts";
import { withForm } from "./form-facts.ts";
import type { Incident } from "../model/incident.ts";
import type { IncidentRecord } from "../record/record.ts";
import { withDeclaration } from "./commands/declare.ts";
import type { Issue } from "../model/snapshot.ts";

/** Declared, although its comment is gone since. */
export function withDeclared(incident: Incident, record: IncidentRecord): Incident {
  const { declared } = record;
  return declared === undefined || incident.declared !== undefined
    ? incident
    : withDeclaration(incident, declared);
}

/** What was held stays held; where GitHub doesn't know the form of that time any more, its remembered words count. */
export function withHeld(incident: Incident, record: IncidentRecord, issue: Issue): Incident {
  const held = { ...incident, paths: [...new Set([...incident.paths, ...record.paths])] };
  const isKnown = issue.edits?.slice(0, -1).some(({ body }) => body !== undefined) ?? true;
  return isKnown
    ? held
    : withForm(held, {
        form: record.form,
        said: { by: issue.author.login, at: issue.createdAt, source: issue.id },
        config: DEFAULT_CONFIG,
      });
}
