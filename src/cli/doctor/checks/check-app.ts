import type { Manifest, ManifestKind } from "../../../app/webhook/app-manifest.ts";
import type { Facts, Readable } from "../facts.ts";
import { fine, orFine, skipped, warning, wrong } from "../finding.ts";
import type { Verdict } from "../finding.ts";
import type { AppFacts, HookDelivery } from "../../../github/installation/app-facts.ts";

const DAY = 86_400_000;
const LEVELS = ["none", "read", "write", "admin"];

export function checkSettings({ settings }: Facts): readonly Verdict[] {
  if (settings === undefined) return [skipped("The App's settings are not in the environment.")];
  return orFine(
    settings.map((problem) => {
      const [says = "", ...fix] = problem.split(/(?<=\.) /);
      return wrong(says, fix.join(" ") || "Set it in the App's environment.");
    }),
    "The App's settings can be used.",
  );
}

export function checkKey({ app }: Facts): readonly Verdict[] {
  if (app.ok) return [fine(`The key is that of the App ${app.value.slug}.`)];
  const { why, status } = app.error;
  return status === 401 || status === 404
    ? [
        wrong(
          `GitHub doesn't accept the App's key: ${why}.`,
          "Check APP_ID and PRIVATE_KEY: both are on the App's page; and this machine's clock.",
        ),
      ]
    : [skipped(why)];
}

/** What the App asks for, against what it can use and what it can't do without. */
export function checkGrants(
  { app }: Facts,
  { full: manifest, minimal }: Readonly<Record<ManifestKind, Manifest>>,
): readonly Verdict[] {
  return ofApp(app, ({ url, permissions, events }) => {
    const needed = Object.entries(manifest.permissions);
    const lacking = needed.filter(([name, level]) => isLess(permissions[name], level));
    const excess = Object.entries(permissions).filter(([name, level]) =>
      isLess(manifest.permissions[name], level),
    );
    const unheard = manifest.events.filter((event) => !events.includes(event));
    const page = `on the App's page (${url}), under Permissions & events`;
    return orFine(
      [
        ...lacking.map(([name, level]) => {
          const fix = `Give it ${name}: ${level} ${page}`;
          return isLess(permissions[name], minimal.permissions[name])
            ? wrong(`The App may not ${level} ${name}, which nothing works without.`, `${fix}.`)
            : warning(
                `The App may not ${level} ${name}: what needs it is refused, and the board says so.`,
                `${fix}, or leave it so on purpose: docs/reference/permissions.md says what is missing.`,
              );
        }),
        ...excess.map(([name, level]) =>
          warning(`The App may ${level} ${name}, and never does.`, `Take ${name} away ${page}.`),
        ),
        ...unheard.map((event) =>
          wrong(
            `The App doesn't hear ${event}: it will act late, or never.`,
            `Subscribe to ${event} ${page}.`,
          ),
        ),
      ],
      "The App asks for what app.yml says.",
    );
  });
}

export function checkInstallation({ app, slug }: Facts): readonly Verdict[] {
  return ofApp(app, ({ url, installation, permissions }) => {
    if (installation === undefined) {
      return [
        wrong(`The App is not installed on ${slug}.`, `Install it: ${url}/installations/new`),
      ];
    }
    if (installation.isSuspended) {
      return [wrong("The installation is suspended.", `Unsuspend it: ${installation.url}`)];
    }
    const pending = Object.entries(permissions)
      .filter(([name, level]) => isLess(installation.permissions[name], level))
      .map(([name, level]) => `${name}: ${level}`);
    return pending.length === 0
      ? [fine("The App is installed, with all that it asks for.")]
      : [
          wrong(
            `Nobody has accepted new permissions yet: ${pending.join(", ")}.`,
            `Accept them: ${installation.url}`,
          ),
        ];
  });
}

/** `now`: milliseconds since 1970. */
export function checkDeliveries({ app }: Facts, now: number): readonly Verdict[] {
  return ofApp(app, ({ deliveries }) => {
    const recent = deliveries.filter((delivery) => delivery.at > now - DAY);
    const failed = recent.filter(({ isFailed }) => isFailed);
    const [newest] = failed;
    if (newest === undefined) {
      return [fine(`None of the ${recent.length} webhooks of the last day failed.`)];
    }
    const says = `${failed.length} of the last ${recent.length} webhooks of the last day failed; the newest ${newest.event} with ${statusOf(newest)}.`;
    const fix = fixOf(newest);
    return [recent[0]?.isFailed === true ? wrong(says, fix) : warning(says, fix)];
  });
}

function statusOf({ status }: HookDelivery): string {
  return status === 0 ? "no answer" : `HTTP ${status}`;
}

function fixOf({ status }: HookDelivery): string {
  if (status === 0) return "Is the App running, and can GitHub reach its webhook URL?";
  if (status === 401 || status === 403) return "Set WEBHOOK_SECRET to the App's webhook secret.";
  if (status === 404) return "Let the webhook URL end in /api/github/webhooks.";
  return "Look into the App's log at that time.";
}

function ofApp(
  app: Readable<AppFacts>,
  look: (app: AppFacts) => readonly Verdict[],
): readonly Verdict[] {
  return app.ok ? look(app.value) : [skipped(app.error.why)];
}

function isLess(one: string | undefined, other: string | undefined): boolean {
  return LEVELS.indexOf(one ?? "none") < LEVELS.indexOf(other ?? "none");
}
