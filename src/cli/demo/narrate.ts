import type { ToldOutside } from "../../demo/outside.ts";
import { bot, people } from "../../demo/people.ts";
import type { Played } from "../../demo/play-story.ts";
import { stepNames } from "../../demo/page/render-summary.ts";
import type { SceneLook, Scene, Step } from "../../demo/scene.ts";
import { heldOf, steps } from "../../demo/scene.ts";
import { plainLines, wrap } from "../terminal/plain-lines.ts";
import type { Screen } from "../terminal/screen.ts";

type Narrator = {
  readonly begins: (scene: Scene) => void;
  readonly ends: (played: Played) => void;
  /** What people outside GitHub heard of it. */
  readonly tells: (told: readonly ToldOutside[]) => void;
};

const NAME_WIDTH = Math.max(bot.length, ...Object.keys(people).map((name) => name.length));
const INDENT = " ".repeat("  10:00  ".length);
const GAP = "  ";

/** Tells the story on a terminal: who says what, and what the bot answers. */
export function createNarrator(screen: Screen): Narrator {
  const { line, paint } = screen;
  const columns = screen.columns - INDENT.length - NAME_WIDTH - GAP.length;
  let before: SceneLook | undefined;
  let held: ReadonlySet<number> = new Set();
  let step: Step | undefined;

  const say = (head: string, name: string, words: readonly string[]): void => {
    const margin = INDENT + " ".repeat(NAME_WIDTH) + GAP;
    words.forEach((text, at) => line(`${at === 0 ? head + name + GAP : margin}${text}`));
  };

  return {
    begins: (scene) => {
      if (scene.step !== step) {
        step = scene.step;
        line();
        line(`  ${phaseBar(screen, step)}`);
        line();
      }
      const name = paint("bold", scene.by.padEnd(NAME_WIDTH));
      const words = wordsOf(scene).flatMap((text) => wrap(text, { columns, most: 3 }));
      const painted = words.map((text) => (text.startsWith("/") ? paint("yellow", text) : text));
      say(`  ${paint("dim", scene.at)}  `, name, painted);
    },
    tells: (told) => {
      for (const one of told) {
        const [name, words] =
          one.kind === "chat" ? ["Slack", `# ${one.channel}: ${one.title}`] : ["mail", one.subject];
        say(INDENT, paint("magenta", name.padEnd(NAME_WIDTH)), wrap(words, { columns, most: 2 }));
      }
    },
    ends: ({ scene, look }) => {
      const name = paint("cyan", bot.padEnd(NAME_WIDTH));
      const gate = scene.gate === undefined ? [] : gateLines(look, held);
      const words = [...answersTo(scene, look, before), ...gate].flatMap((text) =>
        wrap(text, { columns, most: 2 }),
      );
      say(INDENT, name, words);
      before = look;
      if (scene.gate !== undefined) held = new Set(heldOf(look).map(({ number }) => number));
    },
  };
}

/** What this is, where it runs, and who plays. */
export function showOpening({ line, paint, columns }: Screen, addresses: string): void {
  const cast = Object.entries(people).map(([name, { is }]) => `${name} (${is})`);
  const lines = wrap(cast.join(", "), { columns: columns - 2, most: 3 });
  line();
  line(`  ${paint("bold", "DAKOR for GitHub")}: one incident in five steps`);
  line();
  line("  A local GitHub and the real App, over HTTP with signed webhooks.");
  line("  Nothing leaves this machine.");
  line();
  for (const text of [addresses, ...lines]) line(paint("dim", `  ${text}`));
}

function wordsOf({ does, says }: Scene): readonly string[] {
  const done = does === undefined ? [] : [does];
  return [...done, ...(says ?? "").split("\n")].filter((text) => text.trim() !== "");
}

function answersTo(
  scene: Scene,
  look: SceneLook,
  before: SceneLook | undefined,
): readonly string[] {
  if (before === undefined) {
    return ["opens the board:", ...plainLines(look.board, 3), ...phases(look, before)];
  }
  const comments = look.fresh.flatMap(({ body }) => plainLines(body, 2));
  const isNoted = (look.said?.reactions.length ?? 0) > 0;
  const isBoardNew = look.board !== before.board;
  const isNew = scene.watches === "report" && before.pull?.number !== look.pull?.number;
  const opened = isNew ? look.pull : undefined;
  return [
    ...(opened === undefined ? [] : [`opens pull request #${opened.number}: ${opened.title}`]),
    ...(isNoted && comments.length === 0
      ? [`👍 noted${isBoardNew ? ", and on the board" : ""}`]
      : []),
    ...comments,
    ...(isBoardNew && !isNoted && comments.length === 0 && opened === undefined
      ? ["brings the board up to date"]
      : []),
    ...phases(look, before),
  ];
}

/** What the gate holds now, and what it held the last time that anybody looked. */
function gateLines(look: SceneLook, held: ReadonlySet<number>): readonly string[] {
  const fresh = heldOf(look).filter(({ number }) => !held.has(number));
  const free = look.open.filter(
    ({ number, conclusion }) => held.has(number) && conclusion === "success",
  );
  const passed = look.open.filter(
    ({ number, words }) => !held.has(number) && /kludge|complete/.test(words),
  );
  return [
    ...(fresh.length > 1
      ? [`✕ of ${look.open.length} open pull requests, ${fresh.length} are held:`]
      : []),
    ...fresh.map(({ number, words }) => `✕ #${number} ${words}`),
    ...[...free, ...passed].map(({ number, words }) => `✓ #${number} ${words}`),
  ];
}

function phases(look: SceneLook, before: SceneLook | undefined): readonly string[] {
  const known = new Set(before?.issue.labels.map(({ name }) => name));
  return look.issue.labels
    .map(({ name }) => name)
    .filter((name) => name.startsWith("dakor:") && !known.has(name))
    .map((name) => `→ label ${name}`);
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
