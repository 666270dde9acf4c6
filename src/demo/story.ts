import { form } from "./incident-form.ts";
import { atCheckout } from "./open-work.ts";
import { heldOf } from "./scene.ts";
import type { Scene, SceneLook } from "./scene.ts";
import { cardsPath, fixedCards } from "./shop.ts";
import { reportScenes } from "./story-report.ts";

/** Numbers are given in the order of opening: two before that morning, fifty open ones, the incident, the rollback. */
const overridden = 3 + atCheckout[0].place;
const fix = 55;

/** One morning at the shop, scene by scene. */
export const story: readonly Scene[] = [
  {
    at: "10:00",
    step: "diagnose",
    by: "tess",
    does: `opens the form “Something is broken”: ${form.title}`,
    act: (stage) => stage.openForm("tess", form),
    awaits: "the board and the phase label",
    seen: (look) => look.board !== "" && hasLabel(look, "dakor:diagnose"),
  },
  {
    at: "10:02",
    step: "diagnose",
    by: "lea",
    says: "/checking",
    awaits: "a reaction, and the lead on the board",
    seen: (look) => isTaken(look) && look.board.includes("lea"),
  },
  {
    at: "10:05",
    step: "diagnose",
    by: "lea",
    says: [
      "Found it: it fails for every card that was saved before today.",
      "",
      "/steps Log in with an old account, put anything into the basket, pay with the saved card: “Card refused”",
      "/works New cards, PayPal, everything before checkout",
      "/component checkout",
      "/suspect #2",
    ].join("\n"),
    gate: "holds",
    awaits: "the facts on the board, and the check red on the three that touch the checkout",
    seen: (look) =>
      isTaken(look) && look.board.includes("PayPal") && heldOf(look).length === atCheckout.length,
  },
  {
    at: "10:06",
    step: "alert",
    by: "lea",
    says: "/alert next 10m",
    awaits: "the alert with its promise",
    seen: (look) => isNews(look, /ISSUE/),
  },
  {
    at: "10:08",
    step: "alert",
    by: "sam",
    says: "Thank you for telling us. Marketing has paused the ads, support knows what to answer.",
    awaits: "nothing",
    seen: () => true,
  },
  {
    at: "10:17",
    step: "alert",
    by: "sam",
    says: "Is there any news? The phones begin to ring.",
    awaits: "LATE on the board, and one question for news",
    seen: (look) => look.board.includes("LATE") && look.fresh.length > 0,
  },
  {
    at: "10:18",
    step: "alert",
    by: "lea",
    says: "/update The refusals began with the deploy of #2. We are about to roll it back. next 15m",
    awaits: "a reaction, and the next promise on the board",
    seen: (look) => isTaken(look) && look.board.includes("10:33"),
  },
  {
    at: "10:19",
    step: "kludge",
    by: "lea",
    says: "/doing Rolling back #2. Checkout will be slow for a minute.",
    awaits: "a reaction",
    seen: isTaken,
  },
  {
    at: "10:20",
    step: "kludge",
    by: "lea",
    does: "presses “Revert” on pull request #2",
    act: async (stage) => {
      stage.remember("rollback", await stage.as("lea").revert(stage.numberOf("broken")));
    },
    watches: "rollback",
    gate: "looks",
    awaits: "the rollback linked as a kludge and free to merge, without anybody saying so",
    seen: (look) =>
      look.pull?.labels.some(({ name }) => name === "kludge") === true &&
      look.board.includes("K1") &&
      says(look, look.pull.number, /kludge/),
  },
  {
    at: "10:22",
    step: "kludge",
    by: "john",
    does: "merges the rollback",
    act: (stage) => stage.as("john").merge(stage.numberOf("rollback")),
    watches: "rollback",
    awaits: "the news that the kludge is in place",
    seen: (look) => isNews(look, /K1/),
  },
  {
    at: "10:24",
    step: "kludge",
    by: "lea",
    says: "/impact Cards that were saved this morning have to be typed in again\n/stable next 30m",
    awaits: "the news that the shop is usable again",
    seen: (look) => isNews(look, /usable/i) && hasLabel(look, "dakor:optimize"),
  },
  {
    at: "10:28",
    step: "optimize",
    by: "lea",
    says: `/override #${overridden} because It rounds a total and reads no card`,
    gate: "looks",
    awaits: "the check green on what was let through",
    seen: (look) => isTaken(look) && says(look, overridden, /overridden by lea/),
  },
  {
    at: "10:33",
    step: "optimize",
    by: "nico",
    does: `pushes one more commit to #${overridden}`,
    act: (stage) =>
      stage.as("nico").writeFile({
        path: "src/checkout/round.ts",
        text: "export const step = 5;\n",
        message: "Round to five cents",
        branch: `work-${atCheckout[0].place + 1}`,
      }),
    gate: "looks",
    awaits: "the check red again: an override is for what was looked at",
    seen: (look) => heldOf(look).some(({ number }) => number === overridden),
  },
  {
    at: "10:41",
    step: "optimize",
    by: "john",
    does: "opens a pull request with the real fix",
    act: async (stage) => {
      const john = stage.as("john");
      const branch = "both-token-formats";
      const title = "Accept old and new card tokens";
      await john.branch(branch);
      await john.writeFile({ path: cardsPath, text: fixedCards, message: title, branch });
      const body = `The new format again, and the old one with it.\n\nFor #${stage.incident()}.`;
      stage.remember("fix", await john.openPull({ title, body, head: branch }));
    },
    watches: "fix",
    gate: "looks",
    awaits: "the fix held until somebody who may says that it is one",
    seen: (look) => says(look, fix, /^Held/),
  },
  {
    at: "10:44",
    step: "optimize",
    by: "john",
    says: [
      "/cause #2 reads tokens of the new format only; every card saved before this morning has an old one",
      `/undo K1 #${fix}`,
      "/tested On staging, with ten old cards and ten new ones",
    ].join("\n"),
    watches: "fix",
    awaits: "a reaction, and the cause on the board",
    seen: (look) => isTaken(look) && look.board.includes("ten old cards"),
  },
  {
    at: "10:46",
    step: "optimize",
    by: "lea",
    says: `/fix #${fix}`,
    watches: "fix",
    gate: "looks",
    awaits: "the fix free to merge",
    seen: (look) => isTaken(look) && says(look, fix, /the fix of/),
  },
  {
    at: "10:47",
    step: "optimize",
    by: "lea",
    does: "merges the fix",
    act: (stage) => stage.as("lea").merge(stage.numberOf("fix")),
    watches: "fix",
    awaits: "the kludge undone",
    seen: ({ board }) => /undone/.test(board),
  },
  {
    at: "10:50",
    step: "optimize",
    by: "lea",
    says: "/restored\n/todo @john Pay with a card from last year in the tests of every release",
    awaits: "the news that everything works again",
    seen: (look) => isNews(look, /works again/i) && hasLabel(look, "dakor:report"),
  },
  {
    at: "10:52",
    step: "report",
    by: "lea",
    does: "closes the issue",
    act: (stage) => stage.as("lea").close(stage.incident()),
    watches: "report",
    gate: "looks",
    awaits: "the report pull request, held until it is written",
    seen: (look) =>
      look.pull?.state === "open" &&
      look.pull.reviewers.length > 0 &&
      look.board.includes(`#${look.pull.number}`) &&
      says(look, look.pull.number, /report has/),
  },
  ...reportScenes,
];

/** The words of the check on one of the open pull requests. */
function says({ open }: SceneLook, pull: number, words: RegExp): boolean {
  return open.some(({ number, words: said }) => number === pull && words.test(said));
}

function hasLabel({ issue }: SceneLook, name: string): boolean {
  return issue.labels.some((label) => label.name === name);
}

/** The bot's thumbs up on the scene's comment. */
function isTaken({ said }: SceneLook): boolean {
  return said !== undefined && said.reactions.length > 0;
}

function isNews({ fresh }: SceneLook, pattern: RegExp): boolean {
  return fresh.some(({ body }) => pattern.test(body));
}
