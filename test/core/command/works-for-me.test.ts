import { expect, test } from "vitest";
import { saysItWorks } from "../../../src/core/command/works-for-me.ts";

function worksForMe(body: string): boolean {
  return saysItWorks({
    type: "commented",
    id: "IC_1",
    url: "https://github.com/acme/shop/issues/42#issuecomment-1",
    by: { login: "lea", isBot: false },
    at: "2026-02-11T10:00:00Z",
    body,
    isOwn: false,
    hasOwnReaction: false,
  });
}

const HINTED = [
  "It works on my machine",
  "works for me",
  "Works fine for me.",
  "Hmm, works for me!",
  "Hm. It works just fine on my laptop",
  "The login works for me",
  "Everything works for me in Chrome",
  "this works perfectly on my end",
  "Sorry, but it works for me",
  "Login works without problems on my computer",
  "Working fine on my side",
  "I tried it, and it works on my phone",
];

test.each(HINTED)("%s", (text) => {
  expect(worksForMe(text)).toBe(true);
});

const QUIET = [
  "Deploying at 10:30 works for me.",
  "10:30 works for me",
  "Tomorrow works for me",
  "Friday works fine for me",
  "The plan works for me",
  "Either works for me",
  "Rolling back works for me, whichever is faster",
  "Merging it now works for me",
  "If that works for you, it works for me",
  "Does it work for you?",
  "Does the login work for you now?",
  "It doesn't work for me either",
  "It does not work on my machine",
  "Nothing works on my laptop any more",
  "It stopped working on my phone",
  "A call in half an hour works for me",
  "Could you check if it works for me?",
  "It works again",
  "The workaround works for everybody",
  "I work on my part of it",
  "Who works on the mail server?",
];

test.each(QUIET)("nothing to %s", (text) => {
  expect(worksForMe(text)).toBe(false);
});
