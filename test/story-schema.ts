import * as v from "valibot";

const Role = v.picklist(["admin", "maintain", "write", "triage", "read", "none"]);
const Repeat = v.strictObject({ repeat: v.string(), times: v.number() });

const ByHand = v.union([
  v.literal(true),
  v.strictObject({
    path: v.optional(v.string()),
    incident: v.optional(v.union([v.number(), v.array(v.number())])),
    restored: v.optional(v.string()),
    text: v.optional(v.string()),
  }),
]);

const StepSchema = v.strictObject({
  at: v.string(),
  by: v.optional(v.string()),
  /** How often the same happens, a second apart. */
  times: v.optional(v.number()),
  comment: v.optional(v.union([v.string(), Repeat])),
  /** The comment stands on the page of this pull request, as does the one that is edited or deleted. */
  on: v.optional(v.number()),
  /** A name for this comment, for `edit` and `delete`. */
  as: v.optional(v.string()),
  edit: v.optional(v.string()),
  delete: v.optional(v.string()),
  label: v.optional(v.string()),
  unlabel: v.optional(v.string()),
  assign: v.optional(v.string()),
  unassign: v.optional(v.string()),
  close: v.optional(v.picklist(["completed", "not_planned", "duplicate"])),
  reopen: v.optional(v.literal(true)),
  rename: v.optional(v.string()),
  pull: v.optional(
    v.strictObject({
      number: v.number(),
      title: v.optional(v.string()),
      body: v.optional(v.string()),
      head: v.optional(v.string()),
      files: v.optional(v.array(v.string())),
      /** GitHub can't revert it. */
      conflicts: v.optional(v.literal(true)),
    }),
  ),
  merge: v.optional(v.number()),
  "close-pull": v.optional(v.number()),
  "reopen-pull": v.optional(v.number()),
  "pull-label": v.optional(v.strictObject({ number: v.number(), label: v.string() })),
  /** The configuration is another from now on. */
  config: v.optional(v.string()),
  /** Roles change; everybody else keeps theirs. */
  role: v.optional(v.record(v.string(), Role)),
  /** The issue's body is edited, by its author where nobody is named. */
  "set-body": v.optional(v.string()),
  "delete-board": v.optional(v.literal(true)),
  /** Somebody writes this at the end of every comment of the bot's, or over the board. */
  "edit-own": v.optional(v.strictObject({ append: v.string() })),
  "replace-board": v.optional(v.string()),
  /** Every comment of the bot's. */
  "delete-own": v.optional(v.literal(true)),
  /** The issue moves to another repository: everything in it gets a new id. */
  transfer: v.optional(v.literal(true)),
  "close-report": v.optional(v.literal(true)),
  "delete-report-branch": v.optional(v.literal(true)),
  /** Merged with every TODO answered, or as the bot left it. */
  "merge-report": v.optional(v.picklist(["complete", "todo"])),
  /** A report lies on the default branch that no pull request of the bot's brought. */
  "publish-by-hand": v.optional(ByHand),
  "edit-report": v.optional(v.strictObject({ replace: v.string(), with: v.string() })),
  passes: v.optional(v.literal(true)),
  /** The bot is not run after this step. */
  "no-run": v.optional(v.literal(true)),
  /** The bot is run, and must find nothing to do. */
  quiet: v.optional(v.literal(true)),
});

const Share = v.strictObject({ count: v.number(), of: v.number() });

export const StorySchema = v.strictObject({
  story: v.string(),
  /** What earlier drills of the repository came to, the newest first. */
  drills: v.optional(
    v.array(
      v.strictObject({
        number: v.number(),
        score: v.strictObject({
          facts: Share,
          promises: Share,
          announced: Share,
          alert: v.exactOptional(v.number()),
        }),
      }),
    ),
  ),
  issue: v.strictObject({
    title: v.string(),
    body: v.optional(v.string()),
    author: v.optional(v.string()),
    labels: v.optional(v.array(v.string())),
    at: v.string(),
  }),
  roles: v.record(v.string(), Role),
  config: v.optional(v.string()),
  template: v.optional(v.string()),
  /** The bot sleeps until the end: everything is found again by one run. */
  offline: v.optional(v.boolean()),
  /** Between the steps the bot wakes up exactly when it asked for that, and never else. */
  wakes: v.optional(v.boolean()),
  steps: v.array(StepSchema),
});

export type Story = v.InferOutput<typeof StorySchema>;
export type Step = v.InferOutput<typeof StepSchema>;
