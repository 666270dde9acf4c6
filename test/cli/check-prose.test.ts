import { describe, expect, test } from "vitest";
import { checkProse } from "../../src/cli/check-prose.ts";

const REPORT = (words: string): string => `---\nincident: 42\n---\n\n${words}\n`;

async function found(words: string): Promise<readonly string[]> {
  const warnings = await checkProse(REPORT(words));
  return warnings.map(({ message }) => /“(.*?)”/.exec(message)?.[1] ?? message);
}

describe("a friendly reader would put otherwise", () => {
  test.each([
    ["Human error was the cause.", ["Human error"]],
    ["It was an operator-error.", ["operator-error"]],
    ["They should have tested it.", ["should have tested"]],
    ["We shouldn’t have merged on Friday.", ["shouldn’t have merged"]],
    ["It could easily have been caught.", ["could easily have been caught"]],
    ["@lea forgot the lock.", ["@lea forgot"]],
    ["The on-call engineer failed to look.", ["on-call engineer failed"]],
    ["He broke it.", ["He broke"]],
    ["It was John's job, and his fault.", ["his fault"]],
    ["Nobody is to blame but the vendor is at fault.", ["to blame", "at fault"]],
    ["A careless change.", ["careless"]],
    ["Obviously, the flag was off.", ["Obviously"]],
    ["We must be more careful.", ["must be more careful"]],
    ["A stupid mistake by an idiot.", ["stupid", "idiot"]],
    ["This crap runs in production.", ["crap"]],
    ["Guys, the whitelist was empty.", ["Guys", "whitelist"]],
    ["A crazy spike.", ["crazy"]],
    ["| 10:04 | the stupid cache |", ["stupid"]],
    ["- [ ] Test it, as any idiot would (kind: prevent)", ["idiot"]],
  ])("%s", async (words, warned) => {
    expect(await found(words)).toEqual(warned);
  });
});

describe("nobody minds", () => {
  test.each([
    ["The failed job was killed, and its child processes with it."],
    ["The host was disabled; the native client hung on an invalid token."],
    ["The master branch has a special case for the black box test."],
    ["The trap aborted the build; dummy values, a simple query, a race condition."],
    ["`stupid_cache` is a name, and https://example.com/stupid an address."],
    ["[A talk](https://example.com/human-error) about causes."],
    ["> They should have tested it, said a customer."],
    ["```\nstupid\n```"],
    ["<!-- stupid -->"],
    ["@lea noticed it, and @john took the flag off."],
    ["The fix should have no effect on saved cards."],
    ["Nous n'avons rien vu. Wir haben nichts gesehen. 私たちは何も見なかった。"],
  ])("%s", async (words) => {
    expect(await found(words)).toEqual([]);
  });

  test("the front matter", async () => {
    expect(await checkProse('---\nincident: 42\ntitle: "Stupid"\n---\n\nIt broke.\n')).toEqual([]);
  });
});

test("A warning stands at its word, and says what would read better", async () => {
  expect(await checkProse(REPORT("It was, said all, human error."))).toEqual([
    {
      line: 5,
      column: 19,
      message:
        "“human error” is where a search for causes stops too early. Say what made the slip easy, and what could have caught it.",
    },
  ]);
});
