import { SEVERITIES } from "../model/fact.ts";
import type { FactName, Severity } from "../model/fact.ts";
import type { ToldKind } from "../model/incident.ts";
import { PHASES } from "../model/phase.ts";
import type { Phase } from "../model/phase.ts";
import { SEVERITY_WORDS } from "../command/severity-words.ts";
import type { SeverityWords } from "../command/severity-words.ts";
import type { QuietHours } from "../time/quiet-hours.ts";
import type { NotifyTarget, PersonElsewhere } from "./notify-target.ts";
import type { Duration } from "../time/time.ts";

export type SeverityConfig = {
  /** Somebody says that they are on it within this time, else a reminder. */
  readonly acknowledge: Duration;
  /** The next update that `/alert` and `/update` promise when they name none. */
  readonly update: Duration;
  /** From a missed promise to the escalation people. */
  readonly escalate: Duration;
  /** Who alerts mention: "@user" or "@org/team". */
  readonly mention: readonly string[];
  /** What people call this level beside its name, in lower case. */
  readonly words: readonly string[];
};

export type WorkingHours = {
  /** 1 Monday to 7 Sunday. */
  readonly days: readonly number[];
  /** "09:00" */
  readonly from: string;
  readonly to: string;
};

export type Config = {
  /** IANA name; times without a zone are meant in it. */
  readonly timezone: string;
  /** The least role whose commands count. */
  readonly permission: "triage" | "write";
  readonly severities: Readonly<Record<Severity, SeverityConfig>>;
  /** What each phase needs to go on. */
  readonly needs: Readonly<Record<Phase, readonly FactName[]>>;
  /** Paths by component name. */
  readonly components: Readonly<Record<string, readonly string[]>>;
  /** Named when nobody answers: "@user" or "@org/team". */
  readonly escalation: readonly string[];
  readonly report: {
    readonly directory: string;
    /** Logins without "@"; teams as "org/team". */
    readonly reviewers: readonly string[];
    /** "10:00": the local time of the next working day by which the report is due, as far as the hours allow. */
    readonly due: string;
  };
  readonly workingHours: WorkingHours;
  /** Nobody is reminded then of what is major or minor. */
  readonly quietHours: QuietHours;
  readonly gate: {
    /** The least role whose `/override`, `/kludge #n` and `/fix #n` let a pull request through. */
    readonly permission: "write" | "maintain" | "admin";
  };
  /** Logins of bots whose words count as a person's, without "[bot]". */
  readonly bots: readonly string[];
  /** Who is told outside GitHub, in the order of the file. */
  readonly notify: readonly NotifyTarget[];
  /** The team's own templates for them. */
  readonly wording: Wording;
  /** By login in lower case. */
  readonly people: Readonly<Record<string, PersonElsewhere>>;
};

type Templates = Readonly<Partial<Record<ToldKind, string | undefined>>>;

/** Liquid by audience and kind of news; those of a severity come first. */
export type Wording = Readonly<
  Partial<
    Record<
      "team" | "public",
      (Templates & Readonly<Partial<Record<Severity, Templates | undefined>>>) | undefined
    >
  >
>;

/** One thing wrong with the configuration, in the order of the file. */
export type ConfigProblem = {
  readonly line: number;
  readonly column: number;
  /** "severities.critical.update" */
  readonly path: string;
  readonly expected: string;
  readonly found: string;
  readonly suggestion?: string;
};

/** With problems, the values that are right count and defaults stand in for the rest. */
export type ConfigReading = {
  readonly status: "missing" | "valid" | "invalid";
  readonly config: Config;
  readonly problems: readonly ConfigProblem[];
};

export const CONFIG_PATH = ".github/dakor.yml";
export const TEMPLATE_PATH = ".github/dakor/report.md";

const MINUTE = 60;
const HOUR = 3600;

/** What counts where the configuration says nothing. */
export const DEFAULT_CONFIG: Config = {
  timezone: "UTC",
  permission: "write",
  severities: {
    critical: {
      acknowledge: 5 * MINUTE,
      update: 20 * MINUTE,
      escalate: 10 * MINUTE,
      mention: [],
      words: SEVERITY_WORDS.critical,
    },
    major: {
      acknowledge: 15 * MINUTE,
      update: HOUR,
      escalate: 15 * MINUTE,
      mention: [],
      words: SEVERITY_WORDS.major,
    },
    minor: {
      acknowledge: HOUR,
      update: 4 * HOUR,
      escalate: HOUR,
      mention: [],
      words: SEVERITY_WORDS.minor,
    },
  },
  needs: {
    diagnose: PHASES.diagnose.needs,
    alert: PHASES.alert.needs,
    kludge: PHASES.kludge.needs,
    optimize: PHASES.optimize.needs,
    report: PHASES.report.needs,
  },
  components: {},
  escalation: [],
  report: { directory: "docs/incidents", reviewers: [], due: "10:00" },
  workingHours: { days: [1, 2, 3, 4, 5], from: "09:00", to: "17:00" },
  quietHours: { from: "00:00", to: "00:00" },
  gate: { permission: "maintain" },
  bots: [],
  notify: [],
  wording: {},
  people: {},
};

/** Where the configuration names a team: "severities.critical.mention" and "acme/ops". */
export type NamedTeam = { readonly path: string; readonly team: string };

/** The words for each level, as this team says them. */
export function severityWords({ severities }: Pick<Config, "severities">): SeverityWords {
  const { critical, major, minor } = severities;
  return { critical: critical.words, major: major.words, minor: minor.words };
}

/** GitHub tells teams only to whoever may see the organization's; a workflow's own token never may. */
export function namedTeams(config: Config): readonly NamedTeam[] {
  const lists = [
    ...Object.entries(config.severities).map(
      ([severity, { mention }]) => [`severities.${severity}.mention`, mention] as const,
    ),
    ["escalation", config.escalation] as const,
    ["report.reviewers", config.report.reviewers] as const,
  ];
  return lists.flatMap(([path, names]) =>
    names
      .map((name) => name.replace(/^@/, ""))
      .filter((name) => name.includes("/"))
      .map((team) => ({ path, team })),
  );
}

/** The levels of which nobody is called where no answer comes. */
export function uncalledSeverities({
  severities,
  escalation,
}: Pick<Config, "severities" | "escalation">): readonly Severity[] {
  return escalation.length > 0
    ? []
    : SEVERITIES.filter((level) => severities[level].mention.length === 0);
}
