import { afterAll, beforeAll, expect, test } from "vitest";
import { replay } from "../../../src/core/replay/replay.ts";
import { instantOf } from "../../../src/core/time/time.ts";
import type { GitHub } from "../../../src/github/client/github.ts";
import { leanClient } from "../../../src/github/client/lean-client.ts";
import { readGating } from "../../../src/github/gate/read-gate.ts";
import { readIncident } from "../../../src/github/read/read-incident.ts";
import { createRoleCache } from "../../../src/github/read/read-role.ts";
import { startWorld } from "../../action/gate-world.ts";
import type { World } from "../../action/gate-world.ts";

let world: World;
let github: GitHub;

beforeAll(async () => {
  world = await startWorld();
  await world.configure();
  github = leanClient({
    token: world.token,
    apiUrl: `${world.github.url}/api/v3`,
    graphqlUrl: `${world.github.url}/api/graphql`,
    timeout: 10_000,
    userAgent: "dakor",
  });
});
afterAll(() => world.github.close());

const SECTIONS = ["Summary", "Impact", "Timeline", "Cause"];
const WHOLE = SECTIONS.map((name) => `## ${name}\n\nTold.\n`).join("\n");

/** Later than whatever these tests close. */
const CLOSED = instantOf(Date.now() / 1000 + 600);

function report(front: string, body = WHOLE, times = `times: { closed: "${CLOSED}" }`): string {
  return `---\n${front}\n${times}\n---\n\n# Report\n\n${body}`;
}

type Files = (incident: number) => Readonly<Record<string, string>>;

const one: Files = (n) => ({ [`2026-05-04-${n}-cards.md`]: report(`incident: ${n}`) });
const CASES: readonly (readonly [string, boolean, Files])[] = [
  ["the name that the bot gives it", true, one],
  [
    "any name",
    true,
    (n) => ({ [`checkout-outage-${"x".repeat(n)}.md`]: report(`incident: ${n}`) }),
  ],
  [
    "another's number in its name",
    true,
    (n) => ({ "2026-05-04-3-too.md": report(`incident: ${n}`) }),
  ],
  ["a folder of its own", true, (n) => ({ [`2026/${n}/report.md`]: report(`incident: ${n}`) })],
  ["a folder far below", true, (n) => ({ [`a/b/c/d/e/cards-${n}.md`]: report(`incident: ${n}`) })],
  ["one report on two", true, (n) => ({ "two.md": report(`incident: [3, ${n}]`) })],
  ["its number in quotes", false, (n) => ({ "quoted.md": report(`incident: "${n}"`) })],
  [
    "another's report that is named after it",
    false,
    (n) => ({ [`2026-05-04-${n}.md`]: report("incident: 3") }),
  ],
  ["no Markdown", false, (n) => ({ [`2026-05-04-${n}-cards.txt`]: report(`incident: ${n}`) })],
  [
    "a report that isn't finished",
    false,
    (n) => ({ "begun.md": report(`incident: ${n}`, "TODO: all") }),
  ],
  [
    "a finished one beside one that isn't",
    true,
    (n) => ({
      [`2026-09-09-${n}-z.md`]: report(`incident: ${n}`, "TODO: all"),
      "2026-01-01-other-name.md": report(`incident: ${n}`),
    }),
  ],
  ["no time", false, (n) => ({ "timeless.md": report(`incident: ${n}`, WHOLE, "") })],
  [
    "times that say nothing of its end",
    false,
    (n) => ({ "begun.md": report(`incident: ${n}`, WHOLE, `times: { started: "${CLOSED}" }`) }),
  ],
  [
    "a time before it was closed",
    false,
    (n) => ({
      "older.md": report(`incident: ${n}`, WHOLE, 'times: { closed: "2026-01-01T10:00Z" }'),
    }),
  ],
  [
    "more than anybody writes",
    false,
    (n) => ({ "long.md": report(`incident: ${n}`, WHOLE + "x".repeat(262_144)) }),
  ],
];

test.each(CASES)("the bot and the gate agree on %s", async (_, isReported, files) => {
  const number = await world.incident("Cards are refused", "src/**");
  for (const [path, text] of Object.entries(files(number))) {
    await world.rest("lea", {
      method: "PUT",
      path: `/contents/docs/incidents/${path}`,
      body: {
        message: path,
        content: Buffer.from(text).toString("base64"),
        ...(await shaOf(path)),
      },
    });
  }
  await world.lea.label(number, "dakor:diagnose");
  await world.lea.close(number);
  const options = {
    now: instantOf(Date.now() / 1000),
    roles: createRoleCache({ clock: () => performance.now() }),
  };
  const place = { owner: "acme", repo: "shop" };
  const gating = await readGating(github, place, options);
  const gated = gating.incidents.find((incident) => incident.number === number);
  const reading = await readIncident(github, { ...place, number }, options);
  const told = reading && replay(reading.snapshot);
  expect({ gate: gated?.isReported, bot: told?.isReported }).toEqual({
    gate: isReported,
    bot: isReported,
  });
});

async function shaOf(path: string): Promise<object> {
  try {
    const found = await world.rest("lea", {
      method: "GET",
      path: `/contents/docs/incidents/${path}`,
    });
    return typeof found === "object" && found !== null && "sha" in found ? { sha: found.sha } : {};
  } catch {
    return {};
  }
}
