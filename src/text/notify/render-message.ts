import type { ToldKind } from "../../core/model/incident.ts";
import type { PrivateView, PublicView, TeamView, AudienceView } from "../../core/notify/view.ts";
import type { Wording } from "../../core/config/config.ts";
import * as say from "../comments/news-sentence.ts";
import { fillLiquid } from "../liquid.ts";
import { clamp } from "../markdown/escape.ts";
import type { Message } from "./message.ts";
import { DEFAULT_WORDING } from "./wording.ts";
import { valuesOf, WITHIN } from "./wording-values.ts";

type Sent = {
  /** The same on every try. */
  readonly id: string;
  readonly wording?: Wording;
  /** So many earlier ones are not sent to this target any more. */
  readonly left?: number;
};

/** Characters. */
export const MOST_TITLE = 150;

const TONES: Readonly<Record<ToldKind, Message["tone"]>> = {
  alert: "broken",
  update: "news",
  "kludge-applied": "better",
  stable: "better",
  restored: "good",
  broken: "broken",
  raised: "broken",
  "false-alarm": "good",
  duplicate: "news",
};

/** One news in the words of its audience. */
export function renderMessage(view: AudienceView, { id, wording, left = 0 }: Sent): Message {
  const { kind, at, isDrill, number, severity } = view;
  const [title = "", ...lines] =
    view.audience === "private" ? privateLines(view) : wordsOf(view, wording);
  return {
    id,
    kind,
    tone: TONES[kind],
    title: clamp(`${isDrill ? "DRILL · " : ""}${title}`, MOST_TITLE),
    lines: [
      ...(left === 0 ? [] : [leftOut(left, view)]),
      ...(isDrill ? [say.PRACTICE] : []),
      ...lines,
    ],
    ...linkTo(view),
    at,
    incident: {
      number,
      ...(severity === undefined ? {} : { severity }),
      ...(view.audience === "private" ? {} : { phase: view.phase }),
      ...(view.audience === "public" ? {} : { url: view.url }),
    },
    ...(view.audience === "private" || view.promise === undefined ? {} : { promise: view.promise }),
    isDrill,
  };
}

function linkTo(view: AudienceView): Pick<Message, "link"> {
  if (view.audience === "public") return {};
  const name = view.audience === "team" ? `${view.repository}#${view.number}` : `#${view.number}`;
  return { link: { text: `Incident ${name}`, url: view.url } };
}

function leftOut(count: number, { audience }: AudienceView): string {
  const updates = `${count} earlier update${count === 1 ? "" : "s"}`;
  const are = count === 1 ? "is" : "are";
  return audience === "public"
    ? `${updates} ${are} left out here.`
    : `${updates} ${are} on the issue.`;
}

const HAPPENED: Readonly<Record<ToldKind, string>> = {
  alert: "it has begun",
  update: "there is news",
  "kludge-applied": "a workaround is in place",
  stable: "usable again",
  restored: "works again",
  broken: "broken again",
  raised: "it is worse than we said",
  "false-alarm": "it was a false alarm",
  duplicate: "it goes on as another incident",
};

/** Number, severity and what happened; nothing that says what it is about. */
function privateLines({ severity, number, kind }: PrivateView): readonly string[] {
  const name =
    severity === undefined
      ? `Incident #${number}`
      : `${severity.toUpperCase()} incident #${number}`;
  return [`${name}: ${HAPPENED[kind]}`, "It is private. Whoever may read it finds the rest there."];
}

/** By the team's own template, or by ours where it has none, or a broken one. */
function wordsOf(view: TeamView | PublicView, wording: Wording = {}): readonly string[] {
  const { audience, kind, severity } = view;
  const own = wording[audience];
  const graver = severity === undefined ? undefined : own?.[severity];
  const values = valuesOf(view);
  const templates = [graver?.[kind], own?.[kind], DEFAULT_WORDING[audience][kind]];
  for (const template of templates) {
    const filled = template === undefined ? undefined : fillLiquid(template, values);
    const lines = filled?.ok === true ? linesOf(filled.value) : [];
    if (lines.length > 0) return lines;
  }
  return [values.headline ?? ""];
}

/** The title, and a paragraph from each further line that says something. */
export function linesOf(text: string): readonly string[] {
  return text
    .split("\n")
    .map((line) =>
      line
        .replace(/[ \t]+/g, " ")
        .trim()
        .replaceAll(WITHIN, "\n"),
    )
    .filter((line) => line !== "");
}
