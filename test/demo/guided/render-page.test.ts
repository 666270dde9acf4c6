import { expect, test } from "vitest";
import { narrowThread } from "../../../src/demo/narrow-thread.ts";
import { renderPage } from "../../../src/demo/page/render-page.ts";
import type { PageData } from "../../../src/demo/page/render-page.ts";
import { commentsOf } from "../../../src/demo/thread.ts";
import { elementsIn, nestingProblems } from "./html-check.ts";

const nasty = `"><script>alert(1)</script></section></details><img src=x onerror="alert(1)">`;
const user = { login: nasty, type: "User" };
const label = { name: nasty, color: `000"><script>` };
const at = `2026-02-15T10:00:00Z${nasty}`;
const event = { actor: user, created_at: at };
const origin = "http://localhost:4000";

const timeline = [
  {
    ...event,
    event: "commented",
    id: 7,
    user,
    body: nasty,
    updated_at: "",
    reactions: { "+1": 2 },
  },
  { ...event, event: "labeled", label },
  { ...event, event: "unlabeled", label },
  { ...event, event: "assigned", assignee: user },
  { ...event, event: "review_requested", requested_reviewer: user },
  { ...event, event: "renamed", rename: { from: nasty, to: nasty } },
  { ...event, event: "closed", state_reason: nasty },
  { ...event, event: "merged", commit_id: nasty },
  { ...event, event: "cross-referenced", source: { issue: { number: 9, title: nasty } } },
  { ...event, event: nasty },
  null,
];

function thread(number: number): PageData["issue"] {
  const issue = {
    number,
    title: nasty,
    body: `${nasty}\n\n[1](${origin}/acme/shop/issues/42#issuecomment-7) [2](${origin}/acme/shop/pull/99)`,
    user,
    created_at: at,
    state: "closed",
    state_reason: nasty,
    labels: [label],
    assignees: [user],
    ...(number === 42 ? {} : { pull_request: { merged_at: at } }),
  };
  const pull = { head: { ref: nasty }, base: { ref: nasty }, requested_reviewers: [user] };
  return narrowThread({ issue, pull, timeline });
}

function page(): string {
  const issue = thread(42);
  const [comment] = commentsOf(issue);
  if (comment === undefined) throw new Error("the thread has no comment");
  return renderPage({
    slug: "acme/shop",
    origin,
    issue,
    told: [
      {
        kind: "chat",
        at: nasty,
        channel: nasty,
        isReply: true,
        title: nasty,
        lines: [nasty],
        buttons: [nasty],
      },
      {
        kind: "mail",
        at: nasty,
        from: nasty,
        to: nasty,
        subject: nasty,
        text: nasty,
        isReply: true,
      },
    ],
    moments: [
      {
        at: nasty,
        by: nasty,
        does: nasty,
        says: nasty,
        isTaken: true,
        fresh: [comment],
        board: nasty,
        checks: [
          {
            number: 9,
            title: nasty,
            author: nasty,
            conclusion: "failure",
            words: nasty,
            summary: nasty,
          },
        ],
      },
    ],
    rollback: thread(43),
    changes: [thread(44)],
    report: thread(45),
    file: {
      path: nasty,
      text: `<!-- dakor:report\ntitle: ${JSON.stringify(nasty)}\n-->\n${nasty}`,
    },
    summary: {
      steps: [],
      promises: { made: 1, kept: 1 },
      durations: {},
      requests: { reads: 0, writes: 0, tokens: 0, gate: 0 },
      mostForOneCommand: 0,
      report: { pull: 45, path: nasty },
      gate: {
        open: 50,
        held: [
          {
            number: 9,
            title: nasty,
            author: nasty,
            conclusion: "failure",
            words: nasty,
            summary: nasty,
          },
        ],
        millisecondsUntilHeld: 400,
        released: 1,
        millisecondsUntilReleased: 900,
      },
    },
    scenes: [],
  });
}

test("nothing that comes from GitHub becomes an element of the page", () => {
  const html = page();
  const body = html.slice(html.indexOf("<body>"), html.indexOf("</html>"));
  expect(nestingProblems(body)).toEqual([]);
  expect(elementsIn(html)).not.toContain("script");
  expect(elementsIn(html)).not.toContain("img");
});

test("addresses of the local GitHub lead to the page itself, or nowhere", () => {
  const html = page();
  expect(html).toContain('<a href="#comment-7">1</a>');
  expect(html).not.toContain(`href="${origin}`);
});
