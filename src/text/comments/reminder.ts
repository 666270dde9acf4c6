import type { CommentContent } from "../../core/plan/effect.ts";
import { fence, listed, mentions } from "../markdown/escape.ts";
import { when } from "../markdown/when.ts";

type ReminderContent = Extract<CommentContent, { readonly kind: "reminder" }>;

/** Two calm sentences, and the line that answers them. */
export function renderReminder(content: ReminderContent): string {
  const { reminder, timezone } = content;
  const due = when(reminder.due, { timezone, reference: reminder.at });
  const names = listed(mentions(reminder.mention));
  const to = names === "" ? "" : `${names}: `;
  switch (reminder.kind) {
    case "late":
      return [
        `${to}an update was promised by ${due}. What is the news? “No change yet” is news, too.`,
        fence("/update No change yet. next 15m"),
      ].join("\n\n");
    case "late-escalated":
      return [
        `${to}the update that was promised by ${due} has not come. Could somebody look after this incident, or say how it stands?`,
        fence("/update No change yet. next 15m"),
      ].join("\n\n");
    case "unanswered":
      return [
        `${to}nobody is on it yet; we hoped for somebody by ${due}. Who can have a look?`,
        fence("/checking"),
      ].join("\n\n");
    case "unanswered-escalated":
      return [
        `${to}still nobody is on it; we hoped for somebody by ${due}. Could one of you take it, or name somebody who can?`,
        fence("/checking"),
      ].join("\n\n");
  }
}
