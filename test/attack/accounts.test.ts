import { expect, test } from "vitest";
import { formatMarker } from "../../src/core/model/marker.ts";
import type { IncidentRecord } from "../../src/core/record/record.ts";
import { formatRecord } from "../../src/core/record/record-text.ts";
import type { Role } from "../../src/core/model/role.ts";
import { judgePull } from "../../src/github/gate/judge-pull.ts";
import { PERMISSION } from "../github/fake-github.ts";
import type { Call, FakeGitHub } from "../github/fake-github.ts";
import { gateGitHub, gateIssue, gateOptions, REF } from "../github/gate/gate-recorded.ts";
import { comment } from "../github/recorded.ts";

const ACCOUNTS = Array.from({ length: 90 }, (_, index) => `bot${index}`);

function said(login: string, body: string, createdAt: string): unknown {
  return comment(`IC_${login}_${createdAt}`, body, {
    createdAt,
    author: { __typename: "User", login },
  });
}

/** What the bot wrote after it had judged what all of them said. */
function board(roles: Readonly<Record<string, Role>>): unknown {
  const record: IncidentRecord = {
    until: "2026-02-15T10:10:00Z",
    seen: [],
    roles: new Map(Object.entries(roles).map(([login, value]) => [login, [{ after: "", value }]])),
    heads: new Map(),
    configs: [],
    declared: { by: "lea", at: "2026-02-15T09:51:00Z", source: "LE_42" },
    paths: ["docs/**"],
    form: {},
  };
  const body = `${formatMarker({ kind: "board", key: "board" })}\n${formatRecord(record)}\nWords`;
  const author = { __typename: "Bot", login: "dakor" };
  return comment("IC_BOARD", body, { createdAt: "2026-02-15T10:20:00Z", author });
}

/** Ninety accounts with a command each; those of a list may do something by now. */
function crowd(more: readonly unknown[], permitted: readonly string[] = []): FakeGitHub {
  const notes = ACCOUNTS.map((login) => said(login, "/note x", "2026-02-15T10:05:00Z"));
  return gateGitHub([gateIssue(42, "docs/**", [...notes, ...more])], ["docs/a"], {
    answers: {
      [PERMISSION]: ({ variables }: Call) => ({
        role_name: ["lea", ...permitted].includes(String(variables["username"]))
          ? "maintain"
          : "none",
      }),
    },
  });
}

function asked(github: FakeGitHub): readonly unknown[] {
  return [
    ...new Set(
      github.calls.flatMap(({ variables }) =>
        variables["username"] === undefined ? [] : [variables["username"]],
      ),
    ),
  ];
}

const STRANGERS = Object.fromEntries(ACCOUNTS.map((login) => [login, "none" as const]));
const JUDGED = board({ lea: "maintain", ...STRANGERS });

/** Some are asked for before the record is read, as guesses. */
const GUESSES = 10;

test("ninety accounts that were judged already are not asked for again", async () => {
  const github = crowd([JUDGED]);
  const answer = await judgePull(github, REF, gateOptions());
  expect(answer).toMatchObject({ verdict: "hold", reason: "report_missing" });
  expect(asked(github)).toContain("lea");
  expect(asked(github).length).toBeLessThanOrEqual(GUESSES);
});

test("whoever says something new is asked for, and counts by the role of now", async () => {
  const more = said("bot50", "/paths src/**", "2026-02-15T11:00:00Z");
  const stranger = crowd([JUDGED, more]);
  await expect(judgePull(stranger, REF, gateOptions())).resolves.toMatchObject({ verdict: "hold" });
  const known = crowd([JUDGED, more], ["bot50"]);
  await judgePull(known, REF, gateOptions());
  expect(asked(known)).toContain("bot50");
  expect(asked(known).length).toBeLessThanOrEqual(GUESSES + 1);
});

test("nor is anybody whom they named", async () => {
  const names = Array.from({ length: 20 }, (_, index) => `@name${index}`).join(" ");
  const more = ACCOUNTS.map((login) => said(login, `/lead ${names}`, "2026-02-15T10:06:00Z"));
  const github = crowd([JUDGED, ...more]);
  await judgePull(github, REF, gateOptions());
  expect(asked(github).filter((login) => String(login).startsWith("name"))).toEqual([]);
});

test("without what the bot remembers, nobody who may is left out", async () => {
  const github = crowd([]);
  await judgePull(github, REF, gateOptions());
  expect(asked(github)).toHaveLength(91);
});
