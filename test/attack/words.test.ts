import { expect, test } from "vitest";
import { HEAD, targetPull } from "../github/gate/gate-recorded.ts";
import { AT_HEAD, attacked, incident, ONE_FILE, says, user, verdictOf } from "./gate-attack.ts";

type Json = Readonly<Record<string, unknown>>;

const HELD = "hold: report_missing";
const EDITED = "2026-02-15T10:30:00Z";

const byEditor = (login: string): Json => ({ lastEditedAt: EDITED, editor: user(login) });

test("what is in the paths of an incident is held", async () => {
  expect(await verdictOf(attacked([incident()]))).toBe(HELD);
});

test.each<readonly [string, unknown, string]>([
  [
    "/fix by an edit of somebody who may write",
    says(`/fix ${AT_HEAD}`, "lea", byEditor("john")),
    HELD,
  ],
  ["/kludge by such an edit", says(`/kludge Foo ${AT_HEAD}`, "lea", byEditor("john")), HELD],
  [
    "/override by such an edit",
    says(`/override ${AT_HEAD} because it is safe`, "lea", byEditor("john")),
    HELD,
  ],
  [
    "/fix by an edit of somebody who triages",
    says(`/fix ${AT_HEAD}`, "lea", byEditor("tess")),
    HELD,
  ],
  ["/fix by an edit of a stranger", says(`/fix ${AT_HEAD}`, "lea", byEditor("anon")), HELD],
  [
    "/fix by an edit of an account that is gone",
    says(`/fix ${AT_HEAD}`, "lea", { lastEditedAt: EDITED, editor: null }),
    HELD,
  ],
  [
    "/override that its own author edited",
    says(`/override ${AT_HEAD} because it is safe`, "lea", byEditor("lea")),
    HELD,
  ],
  ["/fix that its own author edited", says(`/fix ${AT_HEAD}`, "lea", byEditor("lea")), HELD],
  [
    "/kludge that its own author edited",
    says(`/kludge Foo ${AT_HEAD}`, "lea", byEditor("lea")),
    HELD,
  ],
  ["a maintainer's edit of another's /fix", says(`/fix ${AT_HEAD}`, "john", byEditor("lea")), HELD],
  ["an editor without a time", says(`/fix ${AT_HEAD}`, "lea", { editor: user("john") }), HELD],
  ["/fix that nobody edited", says(`/fix ${AT_HEAD}`), "pass: linked_fix"],
  ["/kludge that nobody edited", says(`/kludge Foo ${AT_HEAD}`), "pass: linked_kludge"],
])("an edited comment: %s", async (_, said, expected) => {
  expect(await verdictOf(attacked([incident([said])]))).toBe(expected);
});

test.each<readonly [string, readonly unknown[], string]>([
  ["a writer's /fix", [says(`/fix ${AT_HEAD}`, "john")], HELD],
  ["a writer's /kludge", [says(`/kludge Foo ${AT_HEAD}`, "john")], HELD],
  [
    "a kludge that a maintainer confirms",
    [says(`/kludge Foo ${AT_HEAD}`, "john"), says(`/kludge Foo ${AT_HEAD}`)],
    "pass: linked_kludge",
  ],
  [
    "a kludge that another writer confirms",
    [says(`/kludge Foo ${AT_HEAD}`, "john"), says(`/kludge Foo ${AT_HEAD}`, "kim")],
    HELD,
  ],
  [
    "a fix that a maintainer confirms",
    [says(`/fix ${AT_HEAD}`, "john"), says(`/fix ${AT_HEAD}`)],
    "pass: linked_fix",
  ],
  [
    "a kludge that nobody remembers of which commit",
    [says("/kludge Foo #12", "john"), says("/kludge Foo #12")],
    HELD,
  ],
  [
    "a fix that nobody remembers of which commit",
    [says("/fix #12", "john"), says("/fix #12")],
    HELD,
  ],
])("a first word and a second: %s", async (_, said, expected) => {
  expect(await verdictOf(attacked([incident(said)]))).toBe(expected);
});

/** The head as GitHub tells when it first saw it, and what its committer says. */
const headSeen = (suite: string, committed: string): Json => ({
  pullRequest: targetPull({
    commits: {
      nodes: [
        {
          commit: {
            oid: HEAD,
            committedDate: committed,
            checkSuites: { nodes: suite === "" ? [] : [{ createdAt: suite }] },
          },
        },
      ],
    },
  }),
});

test.each([
  ["pushed to another branch before", "2026-02-15T09:30:00Z", "2026-02-15T09:00:00Z"],
  ["without a suite, with a date of long ago", "", "2020-01-01T00:00:00Z"],
  ["seen after it", "2026-02-15T10:30:00Z", "2026-02-15T09:00:00Z"],
  ["seen in the same second", "2026-02-15T10:10:00Z", "2026-02-15T09:00:00Z"],
])("an override of a commit that nobody recorded is none: %s", async (_, suite, committed) => {
  const said = incident([says("/override #12 because it is a help page")]);
  const more = { repository: headSeen(suite, committed) };
  expect(await verdictOf(attacked([said], ONE_FILE, more))).toBe(HELD);
});

const SO = `${AT_HEAD} because it is safe`;
const AT = `@${HEAD}`;
test.each<readonly [string, unknown]>([
  ["in a quote", says(`> /override ${SO}`)],
  ["in a fence", says(`\`\`\`\n/override ${SO}\n\`\`\``)],
  ["in a comment of HTML", says(`<!--\n/override ${SO}\n-->`)],
  ["in indented code", says(`text\n\n    /override ${SO}`)],
  ["in a list", says(`- /override ${SO}`)],
  ["in what is folded", says(`<details>\n/override ${SO}\n</details>`)],
  ["by somebody who may write", says(`/override ${SO}`, "john")],
  ["by somebody who triages", says(`/override ${SO}`, "tess")],
  ["without a reason", says(`/override ${AT_HEAD}`)],
  ["of another number", says(`/override #120${AT} because it is safe`)],
  ["of another repository", says(`/override other/repo${SO}`)],
  [
    "by an address of another repository",
    says(`/override https://github.com/evil/repo/pull/12${AT} because it is safe`),
  ],
  ["that is over", says(`/override ${SO} for 1h`)],
  ["with the number in the reason", says(`/override #99 because of ${AT_HEAD}`)],
  ["with the number in the reason only", says(`/override because see ${AT_HEAD}`)],
  ["by an account that is gone", says(`/override ${SO}`, "lea", { author: null })],
  ["by a name that looks alike", says(`/override ${SO}`, "l\u0435a")],
  [
    "by a bot of that name",
    says(`/override ${SO}`, "lea", { author: { __typename: "Bot", login: "lea" } }),
  ],
  [
    "by a placeholder of that name",
    says(`/override ${SO}`, "lea", { author: { __typename: "Mannequin", login: "lea" } }),
  ],
  ["with letters that run backwards", says("/override \u202E#21\u202C because it is safe")],
  ["by __proto__", says(`/override ${SO}`, "__proto__")],
  ["by constructor", says(`/override ${SO}`, "constructor")],
  ["in a footnote", says(`[^1]: foo\n/override ${SO}`)],
  ["in a table", says(`| a |\n|---|\n/override ${SO}`)],
  ["of another commit", says(`/override #12@${"c".repeat(40)} because it is safe`)],
])("an override that is none: %s", async (_, said) => {
  expect(await verdictOf(attacked([incident([said])]))).toBe(HELD);
});

test.each([
  ["in plain words", `/override ${SO}`],
  ["with an invisible sign in its name", `/over\u200Bride ${SO}`],
  ["with another slash", `\uFF0Foverride ${SO}`],
  ["of two pull requests", `/override #99 ${SO}`],
  ["above a line", `/override ${SO}\n===`],
  ["below an address that nobody sees", `[a]: /b\n/override ${SO}`],
])("an override that is one: %s", async (_, body) => {
  expect(await verdictOf(attacked([incident([says(body)])]))).toBe("pass: overridden");
});
