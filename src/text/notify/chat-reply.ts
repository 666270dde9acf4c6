import type { AnswerPlan } from "../../core/plan/plan-answer.ts";
import { ROLES } from "../board/board-notice.ts";
import type { Config } from "../../core/config/config.ts";
import type { Message } from "./message.ts";
import { clamp } from "../markdown/escape.ts";

/** What a button in a chat says for whoever presses it, as if it was typed. */
export const CHAT_BUTTONS = {
  "on-it": { text: "I’m on it", says: "!checking" },
  "still-broken": { text: "Still broken", says: "!broken It is still broken." },
  usable: { text: "Usable again", says: "!stable" },
} as const satisfies Readonly<Record<string, { readonly text: string; readonly says: string }>>;

export type ChatButton = keyof typeof CHAT_BUTTONS;

/** What is offered below news of each kind. */
export const BUTTONS_BELOW: Readonly<Record<Message["kind"], readonly ChatButton[]>> = {
  alert: ["on-it", "usable"],
  raised: ["on-it", "usable"],
  broken: ["on-it", "usable"],
  update: ["still-broken", "usable"],
  "kludge-announced": [],
  "kludge-applied": ["still-broken", "usable"],
  stable: ["still-broken"],
  restored: ["still-broken"],
  "false-alarm": ["still-broken"],
  duplicate: [],
  test: [],
};

/** Our buttons' identity among others'. */
export function chatActionId(button: ChatButton): string {
  return `dakor:${button}`;
}

/** The name of what our messages carry, and nobody sees: the incident's address. */
export const CHAT_METADATA = "dakor_incident";

export const CHAT_BUTTON_NAMES = ["on-it", "still-broken", "usable"] as const;

type Place = { readonly incident: string; readonly permission: Config["permission"] };

const LONGEST_LINE = 200;

/** The one answer to whoever said something in a chat, in plain text; undefined where nobody expects one. */
export function chatReply(plan: AnswerPlan, { incident, permission }: Place): string | undefined {
  switch (plan.kind) {
    case "said":
      return `Noted on ${incident}, as said by ${plan.by}. What comes of it is on the board there.`;
    case "known":
    case "prose":
      return undefined;
    case "unclear": {
      const meant = plan.suggestions.slice(0, 3).map((line) => line.replace(/^\//, "!"));
      return `Nothing has changed: I don’t know “${clamp(plan.line, LONGEST_LINE)}”. Did you mean ${meant.join(" or ")}?`;
    }
    case "unmapped":
      return `Thank you for helping. I don’t know yet who you are on GitHub, so nothing has changed. Somebody from the team can add you under “people” in .github/dakor.yml; until then, please say it on ${incident}.`;
    case "outsider":
      return `Thank you for helping. Commands only count from people who have ${ROLES[permission]} on GitHub, so nothing has changed. What you see is worth a lot: please describe it on ${incident}.`;
    case "late":
      return `Nothing has changed. This reached me too late: it would count at the wrong time. If it still holds, please say it once more, or on ${incident}.`;
    case "no-incident":
      return `Nothing has changed: ${incident} is no incident.`;
  }
}

/** Where it could not be asked what became of it; nothing is doubled if it is said once more. */
export function chatFailure(incident: string): string {
  return `I could not pass this on: GitHub doesn’t answer. Please say it once more in a minute, or on ${incident}.`;
}

/** Where GitHub answers that there is no such issue, or that this App may not see it. */
export function chatUnseen(incident: string): string {
  return `Nothing has changed: I can’t find ${incident} on GitHub.`;
}

export const NOTED_ALREADY = "Noted already.";

export const WHICH_COMMAND =
  "Nothing has changed. A command begins with “!”, such as: !checking, !update No change yet, !stable";

/** For a chat in which nobody can tell which incident is meant. */
export const WHICH_INCIDENT =
  "Which incident do you mean? Please begin with its address, such as: acme/shop#42 !checking";
