import { replayContextOf } from "./replay-context.ts";
import type { ReplayContextAt } from "./replay-context.ts";
import { keepWords } from "../record/kept-words.ts";
import type { Kept } from "../record/kept-words.ts";
import { recordIn } from "../record/recorded.ts";
import type { Issue, Snapshot } from "../model/snapshot.ts";
import { DEFAULT_CONFIG } from "../config/config.ts";
import { withForm } from "./form-facts.ts";
import type { Incident } from "../model/incident.ts";
import type { IncidentRecord } from "../record/record.ts";
import { withDeclaration } from "./commands/declare.ts";

/** One snapshot is asked again and again. */
const KNOWN = new WeakMap<Snapshot, Kept>();

/** The snapshot with the words that count: people without permission take none of them away. */
export function asDecided(snapshot: Snapshot): Snapshot {
  const { timeline } = keptWords(snapshot);
  return timeline === snapshot.timeline ? snapshot : { ...snapshot, timeline };
}

/** Which changes of comments don't count, and what is said instead. */
export function keptWords(snapshot: Snapshot): Kept {
  const known = KNOWN.get(snapshot);
  if (known !== undefined) return known;
  const record = recordIn(snapshot);
  let contextAt: ReplayContextAt | undefined;
  const kept = keepWords(snapshot, record, (at) => {
    contextAt ??= replayContextOf(snapshot, record);
    return contextAt(at);
  });
  KNOWN.set(snapshot, kept);
  return kept;
}

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
