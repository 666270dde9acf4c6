import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { plainText, publicText } from "../../../src/core/notify/spoken-text.ts";
import { viewOf } from "../../../src/core/notify/view.ts";
import type { PrivateView, PublicView } from "../../../src/core/notify/view.ts";
import { alert, incident } from "../../text/story.ts";

const told = {
  incident,
  news: alert,
  repository: "acme/shop",
  timezone: "UTC",
  isPrivate: false,
} as const;

/** Fails to compile as soon as a view gets a field more. */
const PUBLIC_FIELDS: Readonly<Record<keyof PublicView, true>> = {
  audience: true,
  kind: true,
  number: true,
  severity: true,
  phase: true,
  standing: true,
  components: true,
  at: true,
  startedAt: true,
  isAgain: true,
  moment: true,
  promise: true,
  lateBy: true,
  isDrill: true,
  timezone: true,
  summary: true,
  scope: true,
  works: true,
  impact: true,
  text: true,
};
const PRIVATE_FIELDS: Readonly<Record<keyof PrivateView, true>> = {
  audience: true,
  kind: true,
  number: true,
  severity: true,
  at: true,
  url: true,
  isDrill: true,
};

const publicLeaks = (shown: PublicView): unknown => [
  // @ts-expect-error -- people are nobody's business
  shown.leads,
  // @ts-expect-error -- nor is who said it
  shown.by,
  // @ts-expect-error -- nor what is done
  shown.kludge,
  // @ts-expect-error -- nor where to read on
  shown.url,
];

const privateLeaks = (shown: PrivateView): unknown => [
  // @ts-expect-error -- what it is about stays inside
  shown.summary,
  // @ts-expect-error -- and what it concerns
  shown.components,
];

describe("a view has no field for what its audience may not know", () => {
  test("public", () => {
    const view = viewOf(told, { audience: "public" });
    expect(Object.keys(PUBLIC_FIELDS)).toEqual(expect.arrayContaining(Object.keys(view ?? {})));
    expect(publicLeaks).toBeTypeOf("function");
    const words: string = "It was @lea";
    // @ts-expect-error -- a text is for the public only once it was cleaned
    const leak: Pick<PublicView, "summary"> = { summary: words };
    const cleaned: PublicView["summary"] = publicText(words, 100);
    expect([leak.summary, cleaned]).toEqual(["It was @lea", "It was a colleague"]);
  });

  test("private", () => {
    const view = viewOf({ ...told, isPrivate: true }, { audience: "team" });
    expect(Object.keys(PRIVATE_FIELDS)).toEqual(expect.arrayContaining(Object.keys(view ?? {})));
    expect(privateLeaks).toBeTypeOf("function");
  });

  test("what is about to happen is told to nobody outside", () => {
    const news = { ...alert, kind: "kludge-announced" } as const;
    expect(viewOf({ ...told, news }, { audience: "team" })).toBeUndefined();
  });
});

describe("words for the public", () => {
  test.each([
    ["Ask @lea or @acme/oncall", "Ask a colleague or a colleague"],
    ["Ask ＠lea", "Ask a colleague"],
    ["Ask @\u200Blea", "Ask a colleague"],
    ["Mail lea@acme.example", "Mail an address"],
    ["Since #12, acme/shop#13 and GH-14", "Since a change, a change and a change"],
    ["See https://grafana.acme.example/d/1?token=x.", "See a page."],
    ["See www.acme.example/x", "See a page"],
    ["See [the dashboard](https://grafana.acme.example)", "See the dashboard"],
    ["![graph](https://x.example/y.png) It is slow", "It is slow"],
    ["Commit deadbeef1 broke it", "Commit a change broke it"],
    ["db3.internal and 10.0.3.4:5432 are down", "an address and an address are down"],
    ["2001:db8::1 and ::1", "an address and an address"],
    ["acme.atlassian.net/browse/PAY-12 has it", "a page has it"],
    ["See grafana.acme.io/d/abc.", "See a page."],
    ["db01.prod.acme.net:5432 is down", "an address is down"],
    ["bastion.eu-west.acme.cloud", "an address"],
    ["acme-prod.s3.amazonaws.com is full", "an address is full"],
    ["redis-7:6379 and web:80 are down", "an address and an address are down"],
    ["１０.0.3.4 and ｄｂ３.internal are down", "an address and an address are down"],
    [
      "Between 10:40 and 2026-11-27T11:40, 12.5% and/or more",
      "Between 10:40 and 2026-11-27T11:40, 12.5% and/or more",
    ],
    ["Slow, e.g. at 3 a.m. on shop.com", "Slow, e.g. at 3 a.m. on shop.com"],
    ["It <b>fails</b> for<br>all", "It fails forall"],
    ["It fails <span hidden>because of lea</span> again", "It fails again"],
    ["It fails\n\n<blockquote>\n\nOrderService\n\n</blockquote>\n\nagain", "It fails\nagain"],
    ["It fails\n\n<details>\n\nOrderService\n\n</details>", "It fails"],
    ["It fails\n\n<pre>\nOrderService\n</pre>", "It fails"],
    ["It fails\n\n<div><details>\n\nOrderService\n\n</details>\n\nlea", "It fails"],
    ["It fails[^1]\n\n[^1]: x\n    > OrderService", "It fails\nx"],
    ["- It fails\n\n  > OrderService", "- It fails"],
    ["The key ghp_abcdefghijklmnop is out", "The key … is out"],
    ["Token 9f8e7d6c5b4a39281706f5e4 is out", "Token … is out"],
    ["It says `500` since 09:42:11", "It says 500 since 09:42:11"],
    ["**All** customers of mybigevent.com", "All customers of mybigevent.com"],
    ["1234567 users, v2.3.1, 10:40", "1234567 users, v2.3.1, 10:40"],
    ["It fails\n\n```\nTypeError at pay.ts:12\n```", "It fails"],
    ["> lea: it was me\n\nIt fails", "It fails"],
    ["It fails <!-- because of lea -->", "It fails"],
  ])("%j becomes %j", (words, shown) => {
    expect(publicText(words, 300)).toBe(shown);
  });

  test.each(["", "   ", "![](https://x.example/y.png)", "```\nlog\n```", undefined])(
    "%j leaves nothing",
    (words) => {
      expect(publicText(words, 300)).toBeUndefined();
    },
  );

  test("what is cut is cut at a whole letter", () => {
    expect(publicText("é".repeat(20), 10)).toBe(`${"é".repeat(9)}…`);
    expect(publicText("🚒".repeat(20), 10)?.isWellFormed()).toBe(true);
  });

  test("nothing leads inside, whatever is put together", () => {
    const signs = "@ # / . : - _ ` * [ ] ( ) < > & \\ | ! ~ ``` <!-- --> \u200B ＠ ＃";
    const parts = "lea acme 12 https:// www. x.internal 10.0.0.1 deadbeef1 ghp_ xoxb-1234567 GH-";
    const piece = fc.constantFrom("\n", " ", "> ", ...`${signs} ${parts}`.split(" "));
    const words = fc.array(fc.oneof(piece, fc.string({ maxLength: 4 })), { maxLength: 20 });
    fc.assert(
      fc.property(words, (pieces) => {
        const shown = publicText(pieces.join(""), 300) ?? "";
        expect(shown).not.toMatch(
          /(?<!\w)[@＠][a-z\d]|[#＃]\d|[a-z]:\/\/\w|www\.\w|ghp_\w{6}|xoxb-|\w\.internal\b|\d\.\d+\.\d+\.\d/i,
        );
      }),
      { numRuns: 10_000 },
    );
  });

  test("the longest texts take no time", () => {
    const started = performance.now();
    for (const sign of ["a.", "@a", "1:", "-_", "a/", "www.", "#", "0a"]) {
      publicText(sign.repeat(30_000), 300);
    }
    expect(performance.now() - started).toBeLessThan(5000);
  });
});

test("the team reads people's Markdown as plain text", () => {
  expect(
    plainText("**Bold** `code` [log](https://x.example/1)\n\n1. one\n2. two\n   - three\n\n> said"),
  ).toBe("Bold code log (https://x.example/1)\n1. one\n2. two\n- three\n> said");
});
