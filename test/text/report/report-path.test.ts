import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { reportPath } from "../../../src/text/report/report-pull.ts";
import { anyCharacter, nasty } from "../nasty.ts";
import { closed, draft, said } from "../story.ts";

describe("the path", () => {
  test("is made of date, number and words", () => {
    expect(reportPath(draft)).toBe("docs/incidents/2026-02-15-42-saved-cards-are-refused.md");
  });

  test("stays when the incident is renamed", () => {
    const file = { path: "docs/incidents/old.md", text: "" };
    expect(reportPath({ ...draft, state: { ...draft.state, file } })).toBe(file.path);
  });

  test.each([
    ["../../.github/workflows/x", "github-workflows-x"],
    ["CON", "con"],
    ["Ünïcödé ☂", "unicode"],
    ["☂", "incident"],
    ["", "incident"],
  ])("%j becomes %j", (title, expected) => {
    const facts = { summary: { ...said("lea", "10:00"), value: title } };
    const path = reportPath({ ...draft, incident: { ...closed, facts } });
    expect(path).toBe(`docs/incidents/2026-02-15-42-${expected}.md`);
  });

  test("is safe and short for any title", () => {
    fc.assert(
      fc.property(fc.oneof(nasty, fc.string({ unit: anyCharacter, maxLength: 300 })), (text) => {
        const facts = { summary: { ...said("lea", "10:00"), value: text.repeat(20) } };
        const path = reportPath({ ...draft, incident: { ...closed, facts } });
        expect(path).toMatch(
          /^docs\/incidents\/2026-02-15-42-[a-z0-9](?:[a-z0-9-]{0,78}[a-z0-9])?\.md$/,
        );
        expect(path.length).toBeLessThanOrEqual(200);
      }),
    );
  });
});
