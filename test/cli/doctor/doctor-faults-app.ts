import { manifestOf } from "../../../src/app/webhook/app-manifest.ts";
import type { Plant } from "./doctor-fault.ts";
import { ACTIONS, APP_ID, requiring } from "./doctor-stage.ts";

export const APP_FAULTS: readonly Plant[] = [
  {
    fault: "nothing is required",
    plant: () => undefined,
    isFree: true,
    check: "required",
    level: "warning",
    fix: "Require dakor gate in a ruleset",
  },
  {
    fault: "the job is called otherwise than the required check",
    plant: async ({ send, workflow }) => {
      await send("POST", "/rulesets", requiring({ "dakor merge gate": ACTIONS }));
      await workflow("name: dakor gate", "name: gatekeeper");
    },
    isFree: true,
    check: "required",
    fix: "Require gatekeeper instead",
  },
  {
    fault: "anybody may give the required check",
    plant: ({ send }) => send("POST", "/rulesets", requiring({ dakor: undefined })),
    isFree: true,
    check: "required",
    level: "warning",
    fix: `(integration_id) to the App, ${APP_ID}`,
  },
  {
    fault: "a check is required that nothing gives any more",
    plant: ({ send }) => send("POST", "/rulesets", requiring({ "dakor merge gate": undefined })),
    check: "required",
    level: "warning",
    fix: "Take dakor merge gate out of the ruleset",
  },
  {
    fault: "classic protection wants the check from another App",
    plant: ({ send }) =>
      send("PUT", "/branches/main/protection", {
        required_status_checks: {
          strict: false,
          contexts: [],
          checks: [{ context: "dakor", app_id: 9 }],
        },
      }),
    isFree: true,
    check: "required",
    fix: `Set its source to ${APP_ID}`,
  },
  {
    fault: "the App lacks a permission that it could use",
    options: {
      permissions: {
        checks: "write",
        contents: "read",
        issues: "write",
        merge_queues: "write",
        metadata: "read",
        pull_requests: "write",
      },
    },
    plant: () => undefined,
    check: "app-grants",
    level: "warning",
    fix: "Give it contents: write",
  },
  {
    fault: "the App lacks what nothing works without",
    options: { permissions: { issues: "read", metadata: "read" } },
    plant: () => undefined,
    check: "app-grants",
    fix: "Give it issues: write",
  },
  {
    fault: "the App doesn't hear comments",
    options: { events: ["issues"] },
    plant: () => undefined,
    check: "app-grants",
    fix: "Subscribe to issue_comment",
  },
  {
    fault: "the App isn't installed",
    plant: ({ github }) => github.changeInstallation({ hasRepository: false }),
    check: "app-installation",
    fix: "/apps/dakor/installations/new",
  },
  {
    fault: "the installation is suspended",
    plant: ({ github }) => github.changeInstallation({ isSuspended: true }),
    check: "app-installation",
    fix: "Unsuspend it: ",
  },
  {
    fault: "nobody has accepted a new permission",
    plant: ({ github }) =>
      github.changeInstallation({ permissions: manifestOf("minimal").permissions }),
    check: "app-installation",
    fix: "Accept them: ",
  },
  {
    fault: "the App's webhooks fail",
    plant: ({ answer, lea }) => {
      answer(401);
      return lea.branch("more");
    },
    check: "app-deliveries",
    fix: "Set WEBHOOK_SECRET",
  },
  {
    fault: "the App's secret is a sample",
    plant: () => undefined,
    look: { environment: { WEBHOOK_SECRET: "development" } },
    check: "settings",
    fix: "openssl rand -hex 32",
  },
  {
    fault: "the App's id is another one's",
    plant: () => undefined,
    look: { environment: { APP_ID: "77" } },
    check: "app-key",
    fix: "Check APP_ID and PRIVATE_KEY",
  },
  {
    fault: "the token is none",
    plant: () => undefined,
    look: { environment: { GITHUB_TOKEN: "wrong" } },
    check: "github",
    fix: "gh auth token",
  },
];
