import { readFileSync } from "node:fs";
import * as v from "valibot";
import { expect, test } from "vitest";
import { TARGET_TYPES } from "../../src/core/config/notify-target.ts";
import { parseConfig } from "../../src/core/config/parse-config.ts";
import { payloadOf } from "../notify/environment-for.ts";
import { ALERT } from "../notify/messages.ts";

const page = readFileSync(new URL("../../docs/how-to/tell-people.md", import.meta.url), "utf8");
const lines = Array.from(page.matchAll(/`(\{ type: [^`]+ \})`/g), ([, line = ""]) => line);

test("each type of target has a section that ends with its line", () => {
  const types = lines.map((line) => /type: ([\w-]+)/.exec(line)?.[1] ?? "");
  expect(types.toSorted()).toEqual(Object.keys(TARGET_TYPES).toSorted());
});

test.each(lines)("the line %s is right", (line) => {
  expect(parseConfig(`notify:\n  one: ${line}\n`).problems).toEqual([]);
});

test("a program is told what the page shows", async () => {
  const Told = v.object({ data: v.looseObject({ incident: v.looseObject({}) }) });
  const [, sample = ""] = /```json\n(.*?)```/s.exec(page) ?? [];
  const told = v.parse(Told, await payloadOf(ALERT, "webhook")).data;
  const shown = v.parse(Told, JSON.parse(sample)).data;
  expect(Object.keys(shown).toSorted()).toEqual(Object.keys(told).toSorted());
  expect(Object.keys(shown.incident).toSorted()).toEqual(Object.keys(told.incident).toSorted());
});

test("the page names what switches a target off in Slack, and what is written otherwise in a mail password", () => {
  const source = readFileSync(new URL("../../src/notify/slack.ts", import.meta.url), "utf8");
  const gone = Array.from(source.matchAll(/^ {2}(\w+): \{ kind: "gone" \}/gm), ([, name]) => name);
  expect(gone.length).toBeGreaterThan(3);
  for (const name of gone) expect(page).toContain(`\`${name}\``);
  for (const letter of "@:/#%") {
    expect(page).toContain(`\`${encodeURIComponent(letter)}\``);
  }
});
