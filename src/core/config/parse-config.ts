import { safeParse } from "valibot";

import { problemOf, wrongPartsOf, type WrongPart } from "./config-problem.ts";
import { literalSecretsIn, withLiteralSecrets } from "./literal-secret.ts";
import type { NotifyTarget, PersonElsewhere, TargetPlace } from "./notify-target.ts";
import { EXPECTED, oneOf } from "./schema-part.ts";
import { configSchema, weekdayNumber, type ConfigFile } from "./config-schema.ts";
import { readYaml, type ConfigPath } from "./config-yaml.ts";
import {
  DEFAULT_CONFIG,
  type Config,
  type ConfigReading,
  type SeverityConfig,
  type WorkingHours,
} from "./config.ts";
import { SEVERITIES, type FactName, type Severity } from "../model/fact.ts";
import { defined } from "../model/defined.ts";

/** More are no mistakes in the file, but another kind of file. */
const MOST_PROBLEMS = 100;
const MOST_CHOICES = 30;

/** Reads .github/dakor.yml; undefined where there is none. */
export function parseConfig(text: string | undefined): ConfigReading {
  if (text === undefined) return { status: "missing", config: DEFAULT_CONFIG, problems: [] };
  const yaml = readYaml(text);
  const { file, wrong } = validPartOf(yaml.value ?? {});
  const backwards = backwardsIn(hoursOf(file));
  const found = [
    ...yaml.problems,
    // What had to be left out can't be right either: once is enough.
    ...[...wrong, ...backwards, ...strangeComponentsIn(file)]
      .map((part) => problemOf(part, yaml))
      .filter(({ path }) => path === "" || yaml.problems.every((other) => other.path !== path)),
  ];
  const problems = withLiteralSecrets(found, text).toSorted(
    (one, other) => one.line - other.line || one.column - other.column,
  );
  const hours =
    backwards.length === 0 ? file["working-hours"] : { days: file["working-hours"]?.days };
  return {
    status: problems.length === 0 ? "valid" : "invalid",
    config: configOf({ ...file, "working-hours": hours }),
    problems,
  };
}

type ValidPart = { readonly file: ConfigFile; readonly wrong: readonly WrongPart[] };

/** Takes out what is wrong until the rest is right. */
function validPartOf(file: unknown): ValidPart {
  const wrong: WrongPart[] = [...literalSecretsIn(file, [])].slice(0, MOST_PROBLEMS);
  let rest = withoutParts(
    file,
    wrong.map(({ path }) => wholeOf(path)),
  );
  while (wrong.length < MOST_PROBLEMS) {
    const result = safeParse(configSchema, rest);
    if (result.success) return { file: result.output, wrong };
    const parts = wrongPartsOf(result.issues).slice(0, MOST_PROBLEMS);
    wrong.push(...parts);
    rest = withoutParts(
      rest,
      parts.map(({ path }) => wholeOf(path)),
    );
  }
  return { file: {}, wrong };
}

/** How many names lead to what counts as a whole. */
const WHOLES: ReadonlyMap<unknown, number> = new Map([
  ["phases", 2],
  ["working-hours", 2],
  ["quiet-hours", 1],
  ["notify", 2],
  ["people", 2],
]);

/** Half of what a phase needs, half a week, half a night or half a target is not what anybody meant. */
function wholeOf(path: ConfigPath): ConfigPath {
  return path.slice(0, WHOLES.get(path[0]) ?? path.length);
}

function withoutParts(value: unknown, paths: readonly ConfigPath[]): unknown {
  if (paths.length === 0) return value;
  if (typeof value !== "object" || value === null || paths.some((path) => path.length === 0)) {
    return {};
  }
  const kept = Object.entries(value).flatMap(([key, part]) => {
    const below = paths.filter(([first]) => String(first) === key);
    const inner = below.map((path) => path.slice(1));
    const isOut = inner.some((path) => path.length === 0);
    return isOut ? [] : [{ key, part: withoutParts(part, inner) }];
  });
  return Array.isArray(value)
    ? kept.map(({ part }) => part)
    : Object.fromEntries(kept.map(({ key, part }) => [key, part]));
}

function configOf(file: ConfigFile): Config {
  const { needs, report, quietHours } = DEFAULT_CONFIG;
  return {
    timezone: file.timezone ?? DEFAULT_CONFIG.timezone,
    permission: file.permission ?? DEFAULT_CONFIG.permission,
    severities: {
      critical: severityOf(file, "critical"),
      major: severityOf(file, "major"),
      minor: severityOf(file, "minor"),
    },
    needs: {
      diagnose: distinct(file.phases?.diagnose ?? needs.diagnose),
      alert: distinct(file.phases?.alert ?? needs.alert),
      kludge: distinct(file.phases?.kludge ?? needs.kludge),
      optimize: distinct(file.phases?.optimize ?? needs.optimize),
      report: needs.report,
    },
    components: componentsOf(file),
    escalation: file.escalation ?? DEFAULT_CONFIG.escalation,
    report: {
      directory: file.report?.directory ?? report.directory,
      reviewers: file.report?.reviewers ?? report.reviewers,
      due: file.report?.due ?? report.due,
    },
    workingHours: hoursOf(file),
    quietHours: {
      from: file["quiet-hours"]?.from ?? quietHours.from,
      to: file["quiet-hours"]?.to ?? quietHours.to,
    },
    gate: { permission: file.gate?.permission ?? DEFAULT_CONFIG.gate.permission },
    bots: file.bots ?? DEFAULT_CONFIG.bots,
    notify: Object.entries(file.notify ?? {}).flatMap(targetOf),
    wording: file.wording ?? DEFAULT_CONFIG.wording,
    people: peopleOf(file),
  };
}

type GivenTarget = NonNullable<ConfigFile["notify"]>[string];

function targetOf([name, given]: readonly [string, GivenTarget]): readonly NotifyTarget[] {
  const { type, audience, severities, components, internal, drill, ...places } = given;
  if (type === undefined) return [];
  return [
    {
      name,
      type,
      audience: audience ?? "team",
      severities: severities === undefined ? SEVERITIES : [...new Set(severities)],
      components: components ?? [],
      internal: internal ?? false,
      drill: drill ?? false,
      ...presentPlaces(places),
    },
  ];
}

function presentPlaces({
  secret,
  url,
  channel,
  to,
  from,
}: Pick<GivenTarget, TargetPlace>): Pick<NotifyTarget, TargetPlace> {
  return {
    ...defined({ secret, url, channel, to, from }),
  };
}

/** Without a prototype: logins are any name. */
function peopleOf({ people = {} }: ConfigFile): Config["people"] {
  const named: Record<string, PersonElsewhere> = Object.create(null);
  for (const [login, { slack, teams }] of Object.entries(people)) {
    named[login.toLowerCase()] = {
      ...defined({ slack, teams }),
    };
  }
  return named;
}

function severityOf({ severities }: ConfigFile, severity: Severity): SeverityConfig {
  const usual = DEFAULT_CONFIG.severities[severity];
  const given = severities?.[severity];
  return {
    acknowledge: given?.acknowledge ?? usual.acknowledge,
    update: given?.update ?? usual.update,
    escalate: given?.escalate ?? usual.escalate,
    mention: given?.mention ?? usual.mention,
    words: [
      ...new Set([
        ...(given?.words ?? []),
        ...usual.words.filter((word) => !isSaidOtherwise(word, severity, severities)),
      ]),
    ],
  };
}

/** A team's own word for another level is no longer ours for this one. */
function isSaidOtherwise(
  word: string,
  severity: Severity,
  severities: ConfigFile["severities"],
): boolean {
  return SEVERITIES.some(
    (other) => other !== severity && severities?.[other]?.words?.includes(word) === true,
  );
}

/** Without a prototype: people ask for components by any name. */
function componentsOf({ components = {} }: ConfigFile): Config["components"] {
  const named: Record<string, readonly string[]> = Object.create(null);
  for (const [name, patterns = []] of Object.entries(components)) named[name] = patterns;
  return named;
}

function hoursOf({ "working-hours": given }: ConfigFile): WorkingHours {
  const { days, from, to } = DEFAULT_CONFIG.workingHours;
  const weekdays = [...new Set(given?.days?.map(weekdayNumber) ?? days)];
  return {
    days: weekdays.toSorted((one, other) => one - other),
    from: given?.from ?? from,
    to: given?.to ?? to,
  };
}

function backwardsIn({ from, to }: WorkingHours): readonly WrongPart[] {
  const path = ["working-hours"];
  return from < to
    ? []
    : [{ path, part: "value", expected: "an end after the beginning", found: `${from} to ${to}` }];
}

/** A target that waits for a component that nobody can name hears nothing. */
function strangeComponentsIn(file: ConfigFile): readonly WrongPart[] {
  const known = Object.keys(file.components ?? {});
  return Object.entries(file.notify ?? {}).flatMap(([name, { components = [] }]) =>
    components.flatMap((found, place): readonly WrongPart[] =>
      known.includes(found)
        ? []
        : [
            {
              path: ["notify", name, "components", place],
              part: "value",
              expected: known.length === 0 ? EXPECTED.listed : oneOf(known.slice(0, MOST_CHOICES)),
              found,
            },
          ],
    ),
  );
}

function distinct(names: readonly FactName[]): readonly FactName[] {
  return [...new Set(names)];
}
