import { withBreadcrumb } from "../../model/incident.ts";
import type { Incident } from "../../model/incident.ts";
import { severityWords } from "../../config/config.ts";
import { isWorse } from "../../model/fact.ts";
import type { Severity, TextFact } from "../../model/fact.ts";
import type { Source } from "../../model/timeline.ts";
import { readMoment, withMoment } from "./moment.ts";
import { readPaths } from "../../gate/path-words.ts";
import type { Refusal } from "../../model/refusal.ts";
import { LONGEST_PATTERN, MOST_PATTERNS } from "../../gate/glob.ts";
import { openPromise } from "../../model/promise.ts";
import type { Config } from "../../config/config.ts";
import { mayLift } from "./vouch.ts";
import { refuse, saidBy } from "./rule.ts";
import type { NewsDraft, CommandContext, CommandOutcome, Rule } from "./rule.ts";
import { readSeverity } from "../../command/severity-words.ts";
import { suggest } from "../../command/suggest.ts";
import { withTold } from "./alert.ts";
import { defined } from "../../model/defined.ts";

export function textFact(fact: TextFact): Rule {
  return (incident, order) => ({ incident: withTextFact(incident, fact, order) });
}

export function withTextFact(incident: Incident, fact: TextFact, order: CommandContext): Incident {
  const { text } = order.command;
  return withBreadcrumb(
    { ...incident, facts: { ...incident.facts, [fact]: { ...saidBy(order), value: text } } },
    { at: order.at, by: order.by, kind: "fact", about: fact, text },
  );
}

/** Before there is any kludge, the impact is who or what is affected. */
export function tellImpact(incident: Incident, order: CommandContext): CommandOutcome {
  const { facts, kludges, moments } = incident;
  const isScope = facts.scope === undefined && kludges.length === 0 && moments.stable === undefined;
  return { incident: withTextFact(incident, isScope ? "scope" : "impact", order) };
}

export function giveSeverity(incident: Incident, order: CommandContext): CommandOutcome {
  const { text, line } = order.command;
  const words = severityWords(order.config);
  const value = readSeverity(text, words);
  if (value === undefined) {
    return refuse(incident, { reason: "severity-unknown", line, typed: text, words });
  }
  return withSeverity(incident, value, saidBy(order));
}

/** Worse than what people were alerted of: those whom it names hear it now. */
export function withSeverity(incident: Incident, value: Severity, said: Source): CommandOutcome {
  const known = withBreadcrumb(
    { ...incident, severity: { ...said, value } },
    { at: said.at, by: said.by, kind: "fact", about: "severity", text: value },
  );
  const isRaised = incident.told.length > 0 && incident.told.every((told) => isWorse(value, told));
  if (!isRaised || incident.isClosed) return { incident: known };
  const promise = openPromise(known)?.due;
  const draft: NewsDraft = {
    ...said,
    kind: "raised",
    key: `raised:${said.source}`,
    ...defined({ promise }),
    isDefaultPromise: false,
  };
  return { incident: withTold(known), news: [draft] };
}

export function giveStarted(incident: Incident, order: CommandContext): CommandOutcome {
  const moment = readMoment(order.command.text, order);
  if (!moment.ok) return refuse(incident, moment.error);
  const changed = withMoment(incident, { fact: "started", moment: moment.value }, order);
  if (!changed.ok) return refuse(incident, changed.error);
  return {
    incident: withBreadcrumb(changed.value, {
      at: order.at,
      by: order.by,
      kind: "fact",
      about: "started",
      text: moment.value,
    }),
  };
}

export function givePaths(incident: Incident, order: CommandContext): CommandOutcome {
  const read = readPaths(order.command.text);
  const { line } = order.command;
  if (!read.ok) return refuse(incident, { reason: "path-unreadable", line, ...read.error });
  const said = read.value;
  // What is held isn't let go by everybody who may tell more of it.
  const isAnew = mayLift(order);
  const { components } = incident;
  const paths = isAnew ? said : [...new Set([...incident.paths, ...said])];
  if (paths.length > MOST_PATTERNS || said.some((path) => path.length > LONGEST_PATTERN)) {
    const limits = { most: MOST_PATTERNS, longest: LONGEST_PATTERN };
    return refuse(incident, { reason: "too-many-paths", line, ...limits });
  }
  return {
    incident: withBreadcrumb(
      { ...incident, paths, ...(isAnew && components.length > 0 ? { released: components } : {}) },
      { at: order.at, by: order.by, kind: "fact", about: "paths", text: said.join(" ") },
    ),
  };
}

/** Components bring the paths that the configuration gives them, and leave them when it says something else. */
export function giveComponents(incident: Incident, order: CommandContext): CommandOutcome {
  const { line } = order.command;
  const known = Object.keys(order.config.components);
  const said = componentNames(splitWords(order.command.text), known);
  const unknown = known.length === 0 ? [] : said.filter((name) => !known.includes(name));
  const refusals = unknown.map((typed): Refusal => {
    const suggestion = suggest(typed, known);
    const meant = suggestion === undefined ? {} : { suggestion };
    return { reason: "component-unknown", line, typed, known, ...meant };
  });
  const { released } = incident;
  const components = mayLift(order) ? said : [...new Set([...incident.components, ...said])];
  return {
    ...(refusals.length === 0 ? {} : { refusals }),
    incident: withBreadcrumb(
      {
        ...incident,
        components,
        paths: [...new Set([...incident.paths, ...pathsOf(said, order.config)])],
        ...(released === undefined
          ? {}
          : { released: released.filter((name) => !said.includes(name)) }),
      },
      { at: order.at, by: order.by, kind: "fact", about: "components", text: said.join(" ") },
    ),
  };
}

/** Paths that were given, and those that the configuration knows for the components. */
export function heldPaths(
  { components, paths, released = [] }: Incident,
  config: Config,
): readonly string[] {
  const holding = components.filter((name) => !released.includes(name));
  return [...new Set([...paths, ...pathsOf(holding, config)])];
}

function pathsOf(names: readonly string[], { components }: Config): readonly string[] {
  return names.flatMap((name) => (Object.hasOwn(components, name) ? (components[name] ?? []) : []));
}

/** As the configuration writes them, whatever the case and the sign at the end. */
export function componentNames(
  words: readonly string[],
  known: readonly string[],
): readonly string[] {
  const names = words
    .map((word) => word.replace(/^["'“‘]+|["'”’.,;:!]+$/g, ""))
    .filter((word) => word !== "" && !/^(?:and|&|\+)$/i.test(word))
    .map((word) => known.find((name) => name.toLowerCase() === word.toLowerCase()) ?? word);
  return [...new Set(names)];
}

/** Words between spaces or commas; code marks around a pattern are dropped. */
export function splitWords(text: string): readonly string[] {
  const words = text.split(/[\s,]+/).map((word) => word.replaceAll("`", ""));
  return [...new Set(words.filter((word) => word !== ""))];
}

export function addSuspects(incident: Incident, order: CommandContext): CommandOutcome {
  const { pulls, line, name } = order.command;
  if (pulls.length === 0) return refuse(incident, { reason: "pull-missing", line, name });
  const unknown = pulls.find((pull) => !order.pulls.has(pull));
  if (unknown !== undefined) {
    return refuse(incident, { reason: "pull-unknown", line, name, pull: unknown });
  }
  return {
    incident: withBreadcrumb(
      { ...incident, suspects: [...new Set([...incident.suspects, ...pulls])] },
      {
        at: order.at,
        by: order.by,
        kind: "suspect",
        about: pulls.map((pull) => `#${pull}`).join(" "),
      },
    ),
  };
}
