import { plan } from "../../src/core/plan/plan.ts";
import { parseCommands } from "../../src/core/command/parse-commands.ts";
import { replay } from "../../src/core/replay/replay.ts";
import { renderWrites } from "../../src/text/render.ts";
import { readStory } from "../faults/play.ts";
import { tell } from "../story.ts";
import { addEvent } from "../world.ts";
import type { World } from "../world.ts";

const LONGEST = 65_536;
const ROUNDS = 15;

/** Milliseconds: the middle one of some rounds, after a warm-up. */
function measure(work: (round: number) => unknown): number {
  for (let round = 0; round < 3; round += 1) work(-round);
  const times = Array.from({ length: ROUNDS }, (_, round) => {
    const begun = performance.now();
    work(round);
    return performance.now() - begun;
  });
  return times.toSorted((one, other) => one - other)[Math.floor(ROUNDS / 2)] ?? 0;
}

/** An incident with this many things in its timeline: talk, and a command now and then. */
function longIncident(length: number): World {
  let { world } = tell(readStory("happy-path"));
  for (let index = world.snapshot.timeline.length; index < length; index += 1) {
    const body = index % 20 === 0 ? `/note Step ${index}` : `We look at part ${index}, _still_.`;
    world = addEvent(world, {
      type: "commented",
      id: `IC_${index}`,
      at: world.snapshot.now,
      by: { login: "john", isBot: false },
      body,
      url: `https://github.com/acme/shop/issues/42#${index}`,
      isOwn: false,
      hasOwnReaction: index % 20 === 0,
    });
  }
  return world;
}

/** Words that parsers of Markdown have stumbled over. */
const ADVERSARIAL: Readonly<Record<string, string>> = {
  "commands only": "/note a\n",
  "slashes in paragraphs": "a / b /c ",
  "open brackets": "[",
  "open links": "[a](",
  "nested quotes": "> ",
  "nested lists": "- ",
  emphasis: "*a_b ",
  "code ticks": "`` ` ",
  "open comments": "<!-- ",
  entities: "&#8203;",
  tables: "| a | b\n|-|-\n",
};

function row(name: string, ms: number, note = ""): void {
  process.stdout.write(`${name.padEnd(44)} ${ms.toFixed(2).padStart(9)} ms  ${note}\n`);
}

const { snapshot } = longIncident(2000);
const json = JSON.stringify(snapshot);
const parsing = measure(() => JSON.parse(json));
// What was read once is remembered: each round gets comments of its own, in words of its own.
let copy = 0;
const fresh = (): (() => typeof snapshot) => {
  const copies = Array.from({ length: ROUNDS + 3 }, () => {
    copy += 1;
    const timeline = snapshot.timeline.map((event) =>
      event.type === "commented" && !event.isOwn
        ? { ...event, body: `${event.body} (${copy})` }
        : event,
    );
    return structuredClone({ ...snapshot, timeline });
  });
  return () => copies.pop() ?? snapshot;
};
const [toPlan, toReplay] = [fresh(), fresh()];
const planning = measure(() => plan(toPlan()));
const ratio = `${(planning / parsing).toFixed(1)} × JSON.parse`;
row(`JSON.parse of ${snapshot.timeline.length} timeline items`, parsing, `${json.length} bytes`);
row(
  "replay",
  measure(() => replay(toReplay())),
);
row("replay and plan", planning, `${ratio}; ${planning < 50 ? "below" : "ABOVE"} 50 ms`);

const { effects } = plan(snapshot);
const board = effects.filter(
  (effect) => effect.type === "comment" && effect.content.kind === "board",
);
row(
  "render of the board",
  measure(() => renderWrites(board)),
  `${board.length} board`,
);

const worst = Object.entries(ADVERSARIAL)
  .map(([name, part]) => {
    const words = part.repeat(Math.ceil(LONGEST / part.length));
    // A command in front, so that the rest must be read; other words each time, in case they are remembered.
    const text = (round: number): string => `/note ${round}\n\n${words}`.slice(0, LONGEST);
    return { name, ms: measure((round) => parseCommands(text(round), "incident")) };
  })
  .toSorted((one, other) => other.ms - one.ms);
for (const { name, ms } of worst.slice(0, 3)) row(`parseCommands, ${LONGEST} characters`, ms, name);
