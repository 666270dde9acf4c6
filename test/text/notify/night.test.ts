import { readFileSync } from "node:fs";
import * as v from "valibot";
import { expect, test } from "vitest";
import type { Incident, News } from "../../../src/core/model/incident.ts";
import { TOLD_KINDS } from "../../../src/core/model/incident.ts";
import { viewOf } from "../../../src/core/notify/view.ts";
import { replay } from "../../../src/core/replay/replay.ts";
import { formatDatedMoment } from "../../../src/core/time/time.ts";
import type { Message } from "../../../src/text/notify/message.ts";
import { renderMessage } from "../../../src/text/notify/render-message.ts";
import { payloadOf } from "../../notify/environment-for.ts";
import { seen } from "../../settle.ts";
import { parseStory, tell } from "../../story.ts";

const STORY = new URL("../../scenarios/told-elsewhere-at-night/story.yaml", import.meta.url);
const timezone = "Europe/Madrid";
const { world } = tell(parseStory(readFileSync(STORY, "utf8")));
const incident: Incident = replay(seen(world));

function messages(audience: "team" | "public", isPrivate: boolean): readonly Message[] {
  const render = (news: News): Message | undefined => {
    const told = { incident, news, repository: "acme/shop", timezone, isPrivate };
    const view = viewOf(told, { audience });
    return view && renderMessage(view, { id: news.key });
  };
  const standing = incident.news.findLast(({ kind }) => kind !== "update");
  return [...incident.news, ...(standing === undefined ? [] : [standing])].flatMap(
    (news) => render(news) ?? [],
  );
}

/** Each message as it arrives; the last one is how the first one reads in the end, where it can be changed. */
function chat(all: readonly Message[]): string {
  return all
    .map((message, index) => {
      const { at, tone, title, lines, link } = message;
      const when = formatDatedMoment(at, timezone);
      const head = index < all.length - 1 ? `${when} · ${tone}` : "The first message in the end";
      const end = link === undefined ? [] : [`[${link.text}](${link.url})`];
      return [`## ${head}`, `**${title}**`, ...lines, ...end].join("\n\n");
    })
    .join("\n\n");
}

function mails(all: readonly Message[]): string {
  return all
    .slice(0, -1)
    .map((message) => {
      const { at, title, lines, link } = message;
      const end = link === undefined ? [] : [`${link.text}: ${link.url}`];
      return [`Date: ${at}\nSubject: ${title}`, ...lines, ...end].join("\n\n");
    })
    .join(`\n\n${"-".repeat(60)}\n\n`);
}

/** As the payload has it: what the notification says, and the blocks below it. */
async function slack(all: readonly Message[]): Promise<string> {
  const shown = all.map(async (message) => {
    const { text, blocks } = v.parse(SLACK, await payloadOf(message, "slack"));
    const parts = blocks.flatMap(({ text: own, elements = [] }) =>
      own === undefined ? elements.map(({ text: words }) => words ?? "") : [own.text],
    );
    return [`## ${text}`, ...parts].join("\n\n");
  });
  return (await Promise.all(shown)).join("\n\n");
}

const SLACK = v.object({
  text: v.string(),
  blocks: v.array(
    v.object({
      text: v.optional(v.object({ text: v.string() })),
      elements: v.optional(v.array(v.object({ text: v.optional(v.string()) }))),
    }),
  ),
});

test.each([
  ["slack.md", await slack(messages("team", false))],
  ["team-chat.md", chat(messages("team", false))],
  ["public-chat.md", chat(messages("public", false))],
  ["private.md", chat(messages("team", true))],
  ["e-mail.txt", mails(messages("team", false))],
])("the night as %s reads well from top to bottom", async (file, text) => {
  const golden = new URL(`golden/${file}`, import.meta.url).pathname;
  await expect(`${text}\n`).toMatchFileSnapshot(golden);
});

test("every kind of news is in it but that it was none, promises kept and broken, on both sides of the change of clocks", () => {
  const kinds = new Set(incident.news.map(({ kind }) => kind));
  const others: readonly string[] = ["false-alarm", "duplicate"];
  expect(kinds).toEqual(new Set(TOLD_KINDS.filter((kind) => !others.includes(kind))));
  const late = incident.promises.map(({ due, answeredAt = "" }) => answeredAt > due);
  expect(new Set(late)).toEqual(new Set([true, false]));
  const team = JSON.stringify(messages("team", false));
  expect(team).toMatch(/00:\d\d UTC \(01:\d\d Europe\/Madrid\)/);
  expect(team).toMatch(/01:\d\d UTC \(03:\d\d Europe\/Madrid\)/);
});
