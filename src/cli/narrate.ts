import { people } from "../demo/guided/people.ts";
import type { Played } from "../demo/guided/play-story.ts";
import { stepNames } from "../demo/guided/page/render-summary.ts";
import type { Look, Scene, Step } from "../demo/guided/scene.ts";
import { steps } from "../demo/guided/scene.ts";
import { clip, plainLines } from "./plain-lines.ts";
import type { Screen } from "./screen.ts";

export type Narrator = {
  readonly begins: (scene: Scene) => void;
  readonly ends: (played: Played) => void;
};

const MARGIN = "  ";
const MOST_LINES = 6;

/** Tells the story on a terminal: who says what, and what the bot answers. */
export function createNarrator(screen: Screen): Narrator {
  const { line, paint, columns } = screen;
  let before: Look | undefined;
  let step: Step | undefined;

  const say = (head: string, name: string, words: readonly string[]): void => {
    const room = columns - 18;
    words.forEach((text, at) => {
      const first = at === 0;
      line(`${MARGIN}${first ? head : "     "}  ${first ? name : "       "}  ${clip(text, room)}`);
    });
  };

  return {
    begins: (scene) => {
      if (scene.step !== step) {
        step = scene.step;
        line();
        line(`${MARGIN}${phaseBar(screen, step)}`);
        line();
      }
      const words = wordsOf(scene);
      const [first = "", ...rest] = words.slice(0, MOST_LINES);
      const more = words.length > MOST_LINES ? [`… ${words.length - MOST_LINES} more lines`] : [];
      const name = paint("bold", scene.by.padEnd(7));
      const role = scene.step === "diagnose" && isNew(scene) ? `  (${people[scene.by].is})` : "";
      say(paint("dim", scene.at), name, [`${first}${role}`, ...rest, ...more]);
    },
    ends: ({ look }) => {
      const answers = answersTo(look, before);
      const name = paint("cyan", "dakor  ");
      answers.forEach((answer, at) => say("     ", at === 0 ? name : "       ", answer));
      before = look;
    },
  };
}

/** People are introduced where they come on for the first time. */
const introduced = new Set<string>();

function isNew({ by }: Scene): boolean {
  if (introduced.has(by)) return false;
  introduced.add(by);
  return true;
}

function wordsOf({ does, says }: Scene): readonly string[] {
  return [...(does === undefined ? [] : [`${does}`]), ...(says ?? "").split("\n")].filter(
    (text) => text.trim() !== "",
  );
}

function answersTo(look: Look, before: Look | undefined): readonly (readonly string[])[] {
  const comments = look.fresh.map(({ body }) => plainLines(body, 2));
  const isThumbUp = (look.said?.reactions.length ?? 0) > 0;
  const board = isThumbUp && look.board !== before?.board ? "noted, and on the board" : "noted";
  const isFirst = before === undefined;
  const labels = labelsOf(look).filter((name) => !labelsOf(before).includes(name));
  const phases = labels.filter((name) => name.startsWith("dakor:"));
  return [
    ...(isFirst ? [["board:", ...plainLines(look.board, 3)]] : []),
    ...(isThumbUp && comments.length === 0 ? [[`👍 ${board}`]] : []),
    ...comments,
    ...(!isFirst && comments.length === 0 && !isThumbUp && look.board !== before.board
      ? [["the board is up to date"]]
      : []),
    ...(phases.length > 0 && !isFirst ? [[`→ ${phases.join(", ")}`]] : []),
  ];
}

function labelsOf(look: Look | undefined): readonly string[] {
  return look?.issue.labels.map(({ name }) => name) ?? [];
}

/** D A K O R, with the present one marked. */
function phaseBar({ paint }: Screen, present: Step): string {
  const at = steps.indexOf(present);
  return steps
    .map((step, index) => {
      const name = stepNames[step];
      if (index < at) return paint("green", `✓ ${name}`);
      return index === at ? paint(["bold", "cyan"], `▶ ${name}`) : paint("dim", `○ ${name}`);
    })
    .join(paint("dim", " ── "));
}
