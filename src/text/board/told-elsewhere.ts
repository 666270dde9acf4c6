import type { BoardView } from "../../core/plan/effect.ts";
import type { News } from "../../core/model/incident.ts";
import type { DeliveryNote } from "../../core/notify/delivery.ts";
import { newest } from "../markdown/limit.ts";
import { inline } from "../markdown/escape.ts";
import { when } from "../markdown/when.ts";
import { clockOf } from "./board-head.ts";

const MOST_ROOM = 4000;

const KINDS: Readonly<Record<News["kind"], string>> = {
  alert: "the alert",
  update: "an update",
  "kludge-announced": "a workaround that was about to come",
  "kludge-applied": "a workaround",
  stable: "that it is usable again",
  restored: "that it works again",
  broken: "that it is broken again",
  raised: "that it is worse",
  "false-alarm": "that it was a false alarm",
  duplicate: "that it goes on as another incident",
};

/** Who was told what outside GitHub, and what came of it: names of the configuration, and no addresses. */
export function toldElsewhere(view: BoardView): readonly string[] {
  const { told = [], unheardTargets = [] } = view;
  if (told.length === 0 && unheardTargets.length === 0) return [];
  const lines = told.map(
    ({ target, kind, note }) =>
      `- **${inline(target, 40)}**: ${KINDS[kind]}, ${outcome(note, view)}`,
  );
  const { kept, dropped } = newest(lines, MOST_ROOM);
  const earlier = dropped === 0 ? [] : [`… and ${dropped} before.`, ""];
  const unheard = unheardTargets.map(
    (target) =>
      `- **${inline(target, 40)}** hears nothing: the incident is private, and the target has no \`internal: true\`.`,
  );
  const title = `<summary>Told elsewhere (${told.length === 1 ? "1 message" : `${told.length} messages`})</summary>`;
  return [["<details>", title, "", ...earlier, ...kept, ...unheard, "", "</details>"].join("\n")];
}

function outcome({ state, tries, at, next = at, why = "" }: DeliveryNote, view: BoardView): string {
  const clock = clockOf(view);
  const because = why === "" ? "" : ` (${inline(why, 120)})`;
  const after = tries > 1 ? `, after ${tries} tries` : "";
  switch (state) {
    case "sent":
      return `${when(at, clock)}${after}`;
    case "waiting":
      return `not yet${because}: tried again ${when(next, clock)}`;
    case "failed":
      return `not told${because}${after}`;
    case "off":
      return `not told${because}: it hears no more of this incident`;
  }
}

/** Whoever relies on it should know. */
export function stoppedNotice(view: BoardView): readonly string[] {
  const { stopped = [] } = view;
  return stopped.map(({ target, note: { state, why = "" } }) => {
    const because = why === "" ? "" : ` (${inline(why, 120)})`;
    const name = inline(target, 40);
    return state === "off"
      ? `**${name}** can’t be reached${because}, and hears no more of this incident. When that is mended, \`/resend ${target}\` tells what it missed.`
      : `**${name}** was not told everything${because}. \`/resend ${target}\` tells it again.`;
  });
}
