import type { Plant } from "./doctor-fault.ts";
import { initWorkflow } from "../init-workflow.ts";

export const REPOSITORY_FAULTS: readonly Plant[] = [
  {
    fault: "the repository is archived",
    plant: ({ send }) => send("PATCH", "", { archived: true }),
    check: "archived",
    fix: "gh repo unarchive acme/shop",
  },
  {
    fault: "issues are off",
    plant: ({ send }) => send("PATCH", "", { has_issues: false }),
    check: "issues",
    fix: "gh repo edit acme/shop --enable-issues",
  },
  {
    fault: "Actions are off",
    plant: ({ send }) => send("PUT", "/actions/permissions", { enabled: false }),
    check: "actions",
    fix: "gh api --method PUT repos/acme/shop/actions/permissions",
  },
  {
    fault: "only local Actions may run",
    plant: ({ send }) =>
      send("PUT", "/actions/permissions", { enabled: true, allowed_actions: "local_only" }),
    check: "actions",
    fix: "/acme/shop/settings/actions",
  },
  {
    fault: "the clock is 40 s fast",
    plant: () => undefined,
    look: { now: () => Date.now() + 40_000 },
    check: "clock",
    level: "warning",
    fix: "timedatectl set-ntp true",
  },
  {
    fault: "a key of the configuration is misspelt",
    plant: ({ write }) => write(".github/dakor.yml", "timezone: UTC\nseverites: {}\n"),
    check: "config",
    fix: "Did you mean severities?",
  },
  {
    fault: "a team is named that a workflow's token can't tell",
    plant: async ({ write }) => {
      await write(".github/dakor.yml", "timezone: UTC\nescalation: [acme/ops]\n");
      await write(
        ".github/workflows/dakor-bot.yml",
        initWorkflow("dakor-bot.yml", `acme/dakor@${"0123456789".repeat(4)}`),
      );
    },
    check: "teams",
    level: "warning",
    fix: "Name the people themselves",
  },
  {
    fault: "nobody is called when no answer comes",
    plant: ({ write }) =>
      write(".github/dakor.yml", "severities: { critical: { mention: [lea] } }\n"),
    check: "called",
    level: "warning",
    fix: 'escalation: ["@user", "@org/team"]',
  },
  {
    fault: "a target hears nothing, since the repository is private",
    plant: async ({ send, write }) => {
      await send("PATCH", "", { private: true });
      await write(
        ".github/dakor.yml",
        "escalation: [lea]\nnotify: { team-chat: { type: teams, secret: DAKOR_SECRET_A } }\n",
      );
    },
    check: "targets",
    level: "warning",
    fix: "Add internal: true to notify.team-chat",
  },
  {
    fault: "the template has an unknown tag",
    plant: ({ write }) => write(".github/dakor/report.md", "# Report\n{% include 'x' %}\n"),
    check: "template",
    fix: "Correct that line",
  },
  {
    fault: "a file is where the reports go",
    plant: async ({ write }) => {
      await write("docs/reports", "not a folder\n");
      await write(".github/dakor.yml", "report: { directory: docs/reports }\n");
    },
    check: "reports",
    fix: "to a folder",
  },
  {
    fault: "the label incident is missing",
    plant: ({ send }) => send("DELETE", "/labels/incident", {}),
    check: "labels",
    fix: 'gh label create "incident" --color b60205',
  },
  {
    fault: "a label has another colour",
    plant: ({ send }) => send("PATCH", "/labels/kludge", { color: "000000" }),
    check: "labels",
    level: "warning",
    fix: 'gh label edit "kludge" --name "kludge" --color fef2c0',
  },
  {
    fault: "a label is misspelt",
    plant: ({ send }) => send("POST", "/labels", { name: "dakor:allert" }),
    check: "labels",
    level: "warning",
    fix: "Did you mean dakor:alert?",
  },
  {
    fault: "the form sets no label",
    plant: ({ form }) => form("labels: [incident]\n", ""),
    check: "form",
    fix: "Add the line: labels: [incident]",
  },
  {
    fault: "nothing reads a section of the form",
    plant: ({ form }) => form("Who or what is affected?", "Who is effected"),
    check: "form",
    level: "warning",
    fix: "Add a field with label: Who or what is affected?",
  },
  {
    fault: "the form offers a severity that there is not",
    plant: ({ form }) => form("[critical, major", "[catastrophic, major"),
    check: "form",
    fix: "begin with critical, major or minor",
  },
];
