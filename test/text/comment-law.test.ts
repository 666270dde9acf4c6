import { SEVERITY_WORDS } from "../../src/core/command/severity-words.ts";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { CommentContent } from "../../src/core/plan/effect.ts";
import type { Breadcrumb, Incident } from "../../src/core/model/incident.ts";
import { renderComment } from "../../src/text/comments/comment.ts";
import { actsOf, isCrossReference } from "./acts.ts";
import { nasty } from "./nasty.ts";
import { alert, at, context, incident, kludge, said, view } from "./story.ts";

const to = { source: "IC_1", to: "zoe" } as const;

describe("no comment acts on what people wrote", () => {
  const HTML = /^(?:<!-- dakor \S+ \S+ -->|<details>\n<summary>[^<]*<\/summary>|<\/details>)$/;

  test.each(["board", "news", "reply", "link"] as const)("a %s", (kind) => {
    fc.assert(
      fc.property(nasty, (text) => {
        const body = renderComment(hostile(kind, text));
        const acts = actsOf(body);
        expect(
          acts.mentions.filter((name) => !["acme/support", "lea", "john"].includes(name)),
        ).toEqual([]);
        expect(acts.references.filter((name) => !REFERENCES[kind].test(name))).toEqual([]);
        expect(acts.html.filter((html) => !HTML.test(html))).toEqual([]);
        expect(acts.images).toBe(0);
        expect(
          acts.links.filter(
            (url) =>
              isCrossReference(url) && !/acme\/shop\/(?:pull|issues)\/(?:12|42|124)$/.test(url),
          ),
        ).toEqual([]);
      }),
      { numRuns: 50 },
    );
  });
});

/** Whoever may command may name this repository's own issues and pull requests; other repositories nobody. */
const REFERENCES = {
  board: /^#\d{1,9}$/,
  news: /^#\d{1,9}$/,
  reply: /^#(?:42|124)$/,
  link: /^#(?:42|124)$/,
} as const;

test("what the form says names no other issue: anybody may have written it", () => {
  const words = { ...said("mia", "09:50"), value: "See #12 and acme/other#7" };
  const { steps: _, cause: __, ...facts } = incident.facts;
  const hit = { ...incident, facts: { ...facts, summary: words, scope: words, works: words } };
  const { references } = actsOf(
    renderComment({ kind: "board", key: "board", view: { ...view, incident: hit } }),
  );
  expect(references.filter((name) => !/^#(?:12|124)$/.test(name))).toEqual([]);
  expect(
    renderComment({ kind: "board", key: "board", view: { ...view, incident: hit } }),
  ).toContain("See #&#8203;12");
});

test("what a command says leads to this repository's own issue", () => {
  const words = { ...said("lea", "10:00"), value: "Since #12, not acme/other#7" };
  const hit = { ...incident, facts: { ...incident.facts, cause: words } };
  const body = renderComment({ kind: "board", key: "board", view: { ...view, incident: hit } });
  expect(body).toContain("- **Cause:** Since #12, not acme/other#&#8203;7");
});

function hostile(kind: "board" | "news" | "reply" | "link", text: string): CommentContent {
  const given = { ...said("lea", "10:00"), value: text };
  const facts = {
    summary: given,
    scope: given,
    steps: given,
    works: given,
    impact: given,
    cause: given,
    tested: given,
  };
  const breadcrumbs: readonly Breadcrumb[] = (["note", "fact", "kludge", "lead"] as const).map(
    (crumb) => ({ at: at("10:00"), by: text, kind: crumb, about: text, text }),
  );
  const bad = { ...kludge, what: text, by: text, impact: text, undo: text, because: text };
  const hit: Incident = {
    ...incident,
    facts,
    breadcrumbs,
    kludges: [bad, { ...bad, state: "kept" }],
    components: [text],
    paths: [text],
    leads: [text],
    skips: [{ ...said("lea", "10:00"), phase: "alert", because: text }],
    todos: [{ ...said("lea", "10:00"), owners: [text], text }],
    fixes: [{ ...said("lea", "10:00"), text }],
    noKludge: given,
  };
  switch (kind) {
    case "board":
      return { kind, key: "board", view: { ...view, incident: hit } };
    case "news":
      return {
        kind,
        key: "x",
        news: {
          ...alert,
          kind: "stable",
          text,
          context: {
            ...context,
            summary: text,
            scope: text,
            works: text,
            impact: text,
            components: [text],
            kludges: [bad],
          },
        },
        timezone: "Europe/Madrid",
        mention: ["@acme/support"],
      };
    case "reply":
      return {
        kind,
        key: "x",
        reply: {
          type: "refused",
          ...to,
          refusals: [
            { reason: "unknown-command", line: `/kluge ${text}`, suggestions: ["/kludge"] },
            {
              reason: "severity-unknown",
              line: `/severity ${text}`,
              typed: text,
              words: SEVERITY_WORDS,
            },
            {
              reason: "kludge-unknown",
              line: `/undo ${text}`,
              name: "undo",
              typed: text,
              known: ["K1"],
            },
          ],
        },
        view: { ...view, incident: hit },
      };
    case "link":
      return {
        kind,
        key: "incident=42,role=undo",
        role: "undo",
        incidents: [42],
        pull: 124,
        kludge: bad,
      };
  }
}
