import type { Manifest, ManifestKind } from "../../../app/webhook/app-manifest.ts";
import {
  checkDeliveries,
  checkGrants,
  checkInstallation,
  checkKey,
  checkSettings,
} from "./check-app.ts";
import {
  checkConfig,
  checkForm,
  checkPushed,
  checkReports,
  checkTargets,
  checkTemplate,
} from "./check-files.ts";
import { checkLabels } from "./check-labels.ts";
import {
  checkArchived,
  checkBranch,
  checkClock,
  checkGitHub,
  checkHeld,
  checkIssues,
} from "./check-repository.ts";
import { checkRequired } from "./check-required.ts";
import {
  checkAction,
  checkActions,
  checkJobs,
  checkStates,
  checkWorkflowYaml,
} from "./check-workflow.ts";
import { checkCalled, checkTeams } from "./check-teams.ts";
import type { Facts } from "../facts.ts";
import type { Finding, Verdict } from "../finding.ts";

type DoctorContext = {
  /** What the App should ask for. */
  readonly manifests: Readonly<Record<ManifestKind, Manifest>>;
  /** Milliseconds since 1970. */
  readonly now: number;
};

type Check = (facts: Facts, around: DoctorContext) => readonly Verdict[];

/** Every check, in the order in which it is told. */
const CHECK_TABLE = {
  github: checkGitHub,
  archived: checkArchived,
  branch: checkBranch,
  issues: checkIssues,
  clock: checkClock,
  config: checkConfig,
  teams: checkTeams,
  called: checkCalled,
  targets: checkTargets,
  template: checkTemplate,
  reports: checkReports,
  labels: checkLabels,
  form: checkForm,
  pushed: checkPushed,
  workflows: checkWorkflowYaml,
  actions: checkActions,
  "workflow-states": checkStates,
  "job-trigger": (facts) => checkJobs("trigger", facts),
  "job-cost": (facts) => checkJobs("cost", facts),
  "job-filters": (facts) => checkJobs("filters", facts),
  "job-skippable": (facts) => checkJobs("skippable", facts),
  "job-name": (facts) => checkJobs("name", facts),
  "job-queue": (facts) => checkJobs("queue", facts),
  "job-permissions": (facts) => checkJobs("permissions", facts),
  "job-checkout": (facts) => checkJobs("checkout", facts),
  "job-action": checkAction,
  "job-secrets": (facts) => checkJobs("secrets", facts),
  "job-pins": (facts) => checkJobs("pins", facts),
  "job-concurrency": (facts) => checkJobs("concurrency", facts),
  required: checkRequired,
  settings: checkSettings,
  "app-key": checkKey,
  "app-grants": (facts, { manifests }) => checkGrants(facts, manifests),
  "app-installation": checkInstallation,
  "app-deliveries": (facts, { now }) => checkDeliveries(facts, now),
  held: checkHeld,
} as const satisfies Readonly<Record<string, Check>>;

export function findingsOf(facts: Facts, around: DoctorContext): readonly Finding[] {
  const checks: readonly (readonly [string, Check])[] = Object.entries(CHECK_TABLE);
  return checks.flatMap(([check, look]) =>
    look(facts, around).map((verdict) => ({ check, ...verdict })),
  );
}
