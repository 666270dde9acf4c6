import type { CommentContent, Reminder } from "../../core/plan/effect.ts";
import { writeDuration } from "../../core/time/duration.ts";
import { fence, listed, mentions } from "../markdown/escape.ts";
import { when } from "../markdown/when.ts";
import { capitalized } from "./news-sentence.ts";

type ReminderContent = Extract<CommentContent, { readonly kind: "reminder" }>;

const LAST = 5;

/** Two calm sentences, and the line that answers them. */
export function renderReminder({ reminder, timezone }: ReminderContent): string {
  const { due, at, mention, told, step, kind, next } = reminder;
  const names = listed(mentions(mention, told));
  const words = wordsOf(reminder, when(due, { timezone, reference: at }));
  const said = names === "" ? capitalized(words) : `${names}: ${words}`;
  const line =
    kind === "unanswered" ? "/checking" : `/update No change yet. next ${writeDuration(next)}`;
  return [
    `${said}${step === LAST ? " This is my last reminder; what is known stands on the board." : ""}`,
    fence(line),
    ...(step === 1 && kind === "late"
      ? ["Hands full? `/snooze 30m` moves the next reminder."]
      : []),
  ].join("\n\n");
}

function wordsOf({ kind, step }: Reminder, due: string): string {
  const [first, second, later] = WORDS[kind];
  const words = step === 1 ? first : step === 2 ? second : later;
  return words(due);
}

type Words = (due: string) => string;

/** What the first reminder says, the second, and each after it. */
const WORDS: Readonly<Record<Reminder["kind"], readonly [Words, Words, Words]>> = {
  late: [
    (due) => `an update was promised by ${due}. What is the news? “No change yet” is news, too.`,
    (due) =>
      `the update that was promised by ${due} has not come. Could somebody look after this incident, or say how it stands?`,
    (due) =>
      `the news that was promised by ${due} is still missing. Who can say how it stands? One line is enough.`,
  ],
  unanswered: [
    (due) => `nobody is on it yet; we hoped for an answer by ${due}. Who can have a look?`,
    (due) =>
      `nobody is on it yet; we hoped for an answer by ${due}. Could one of you take it, or name somebody who can?`,
    (due) =>
      `this still waits for somebody, since ${due}. Could one of you take it, or name somebody who can?`,
  ],
  away: [
    (due) => `you wanted to be back by ${due}. How does it stand? “No change yet” is news, too.`,
    (due) =>
      `we hoped for word by ${due}, and none has come. Could somebody look after this incident, or say how it stands?`,
    (due) =>
      `we hoped for word by ${due}, and there is still none. Who can say how it stands? One line is enough.`,
  ],
};
