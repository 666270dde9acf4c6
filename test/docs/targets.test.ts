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
  const [, sample = ""] = /```json\n(.*?)```/s.exec(page) ?? [];
  const told = v.parse(v.object({ data: v.looseObject({}) }), await payloadOf(ALERT, "webhook"));
  const shown = v.parse(v.object({ data: v.looseObject({}) }), JSON.parse(sample));
  expect(Object.keys(shown.data).toSorted()).toEqual(Object.keys(told.data).toSorted());
});
