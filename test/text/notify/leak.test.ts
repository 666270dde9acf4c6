import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { parseConfig } from "../../../src/core/config/parse-config.ts";
import type { Incident } from "../../../src/core/model/incident.ts";
import { TOLD_KINDS } from "../../../src/core/model/incident.ts";
import { viewOf } from "../../../src/core/notify/view.ts";
import { replay } from "../../../src/core/replay/replay.ts";
import type { Message } from "../../../src/text/notify/message.ts";
import { renderMessage } from "../../../src/text/notify/render-message.ts";
import { TEAM_WORDING_NAMES, WORDING_NAMES } from "../../../src/text/notify/wording.ts";
import { payloadOf } from "../../notify/environment-for.ts";
import { seen } from "../../settle.ts";
import { parseStory, tell } from "../../story.ts";
import type { Story } from "../../story.ts";

const folder = new URL("../../scenarios/", import.meta.url);
const stories = readdirSync(folder);

/** What stands in the views for the public, or is no words: moments, kinds, numbers. */
const OPEN = new Set([
  "summary",
  "scope",
  "works",
  "impact",
  "publicText",
  "components",
  "severity",
]);
const NO_WORDS = new Set(
  [
    "kind",
    "key",
    "state",
    "status",
    "phase",
    "requested",
    "value",
    "original",
    "calls",
    "told",
  ].concat([
    "at",
    "due",
    "answeredAt",
    "startedAt",
    "moment",
    "promise",
    "from",
    "until",
    "type",
    "reason",
  ]),
);

/** Puts another secret into everything that anybody wrote, by whatever name it is kept. */
function planted(value: unknown, name: string, planting: { count: number }): unknown {
  if (Array.isArray(value)) return value.map((one: unknown) => planted(one, name, planting));
  if (typeof value === "object" && value !== null) {
    return Object.fromEntries(
      Object.entries(value).map(([key, part]) => [key, planted(part, key, planting)]),
    );
  }
  if (typeof value !== "string" || OPEN.has(name) || NO_WORDS.has(name)) return value;
  return `${value} zebra${(planting.count += 1)}`;
}

/** In what the public may read, what leads inside. */
const INSIDE =
  "@zebra @acme/zebra zebra@corp.example https://zebra.example/x acme/zebra#3 zebra.internal ghp_zebra1234567890";

function withInside({ news, ...incident }: Incident): Incident {
  return {
    ...incident,
    news: news.map((item) => ({
      ...item,
      publicText: `${item.publicText ?? "We look."} ${INSIDE}`,
      context: {
        ...item.context,
        summary: `${item.context.summary} ${INSIDE}`,
        scope: `${item.context.scope ?? "All"} ${INSIDE}`,
        works: `${item.context.works ?? "Nothing"} ${INSIDE}`,
        impact: `${item.context.impact ?? "Slow"} ${INSIDE}`,
      },
    })),
  };
}

/** A team that tries to show all that there is, and more. */
const NOSY = parseConfig(
  JSON.stringify({
    wording: {
      public: Object.fromEntries(
        TOLD_KINDS.map((kind) => [
          kind,
          [...Object.keys(WORDING_NAMES), ...Object.keys(TEAM_WORDING_NAMES)]
            .concat("cause", "steps", "suspects", "incident.facts.cause.value", "url", "tested")
            .map((name) => `${name}: {{ ${name} }}`)
            .join("\n"),
        ]),
      ),
    },
  }),
).config.wording;

const CHATS = ["slack", "slack-webhook", "teams", "discord", "google-chat", "ntfy"] as const;

/** The message, and what each kind of target is sent of it. */
async function everywhere(message: Message): Promise<string> {
  const sent = await Promise.all(CHATS.map((type) => payloadOf(message, type)));
  return JSON.stringify([message, ...sent]);
}

/** Where nobody listens outside, what a comment says well enough is no news. */
function withTarget({ config = "", ...story }: Story): Story {
  const isListened = config.includes("notify:") || config.trimStart().startsWith("{");
  const target = "notify: { status: { type: ntfy, url: 'https://ntfy.example/status' } }";
  return { ...story, config: isListened ? config : `${config}\n${target}\n` };
}

const incidents = stories.map((name) => {
  const story = withTarget(parseStory(readFileSync(new URL(`${name}/story.yaml`, folder), "utf8")));
  const planting = { count: 0 };
  const incident = replay(seen(tell(story).world));
  const full = withInside(Object.assign({}, incident, planted(incident, "", planting)));
  return { name, incident: full, secrets: planting.count };
});

const around = { repository: "acme/zebra", timezone: "UTC" };

test.each(incidents)(
  "the public hears nothing of what is internal: $name",
  async ({ incident, secrets }) => {
    expect(secrets).toBeGreaterThanOrEqual(5);
    for (const news of incident.news) {
      const view = viewOf({ incident, news, ...around, isPrivate: false }, { audience: "public" });
      if (view === undefined) continue;
      for (const wording of [{}, NOSY]) {
        const text = await everywhere(renderMessage(view, { id: "1", wording, left: 3 }));
        expect(text).not.toMatch(/zebra|@|#\d/i);
      }
    }
  },
);

test.each(incidents)(
  "of a private incident only number and severity are told: $name",
  async ({ incident }) => {
    const url = "https://github.com/acme/shop/issues/7";
    for (const news of incident.news) {
      const open = { ...news, context: { ...news.context, components: ["zebra-api"] } };
      for (const audience of ["team", "public"] as const) {
        const told = { incident: { ...incident, url }, news: open, ...around, isPrivate: true };
        const view = viewOf(told, { audience });
        if (view === undefined) continue;
        const text = await everywhere(renderMessage(view, { id: "1", wording: NOSY }));
        expect(text).not.toMatch(/zebra/i);
        expect(text).toContain(`#${incident.number}`);
      }
    }
  },
);

test("the stories have news of every kind, and secrets in plenty", () => {
  const kinds = incidents.flatMap(({ incident }) => incident.news.map(({ kind }) => kind));
  expect(new Set(kinds)).toEqual(new Set([...TOLD_KINDS, "kludge-announced"]));
  expect(incidents.reduce((sum, { secrets }) => sum + secrets, 0)).toBeGreaterThan(1000);
});

test("the team reads what the public may not: the secrets are really there", async () => {
  const news = incidents.flatMap(({ incident }) =>
    incident.news.map((item) => ({ incident, news: item })),
  );
  const views = news.flatMap(
    (told) => viewOf({ ...told, ...around, isPrivate: false }, { audience: "team" }) ?? [],
  );
  const texts = views.map((view) => JSON.stringify(renderMessage(view, { id: "1" })));
  expect(texts.filter((text) => !/zebra\d/.test(text))).toEqual([]);
});
