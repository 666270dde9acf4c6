import { expect, test } from "vitest";
import { fakeGitHub, httpError, PERMISSION } from "../fake-github.ts";
import { read, snapshotOf, WRITE } from "../reading.ts";
import * as recorded from "../recorded.ts";
import { comment, incident } from "../recorded.ts";

const OTHERS = ["Bot", "Mannequin", "Organization", "EnterpriseUserAccount"] as const;

// Lea's role must not be lent to what only has her login.
test.each(OTHERS)("a %s with a person's login is never asked for its role", async (kind) => {
  const other = { __typename: kind, login: "lea" };
  const at = { createdAt: "2026-02-15T10:00:00Z", actor: other };
  const events = [
    comment("IC_1", "/stable", { author: other }),
    comment("IC_2", "/stable", { author: other, editor: other }),
    { ...at, __typename: "LabeledEvent", id: "E_1", label: { name: "incident" } },
    { ...at, __typename: "AssignedEvent", id: "E_2", assignee: other },
    { ...at, __typename: "ClosedEvent", id: "E_3", stateReason: "COMPLETED", closer: null },
  ];
  const issue = recorded.issue(events, { author: other, editor: other });
  const github = fakeGitHub({
    ReadIncident: () => recorded.incident(events, { issue }),
    ReadPublished: () => ({ repository: { folder: null } }),
  });
  const { roles } = await snapshotOf(github);
  expect(roles).toEqual({});
});

test("a bot that edits a person's comment is not asked for its role", async () => {
  const copilot = { __typename: "Bot", login: "copilot" };
  const github = fakeGitHub({
    ReadIncident: () => incident([comment("IC_1", "/stable", { editor: copilot })]),
    ReadPublished: () => ({ repository: { folder: null } }),
    [PERMISSION]: ({ variables }) => {
      if (variables["username"] === "lea") return WRITE;
      throw httpError(502, "Server Error");
    },
  });
  const reading = await read(github);
  expect(reading?.snapshot.roles).toEqual({ lea: "write" });
});
