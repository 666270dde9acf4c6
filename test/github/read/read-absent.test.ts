import { expect, test } from "vitest";
import { fakeGitHub, graphqlError, httpError } from "../fake-github.ts";
import { read } from "../reading.ts";
import * as recorded from "../recorded.ts";
import { incident } from "../recorded.ts";

test("what can't be found is undefined: deleted, a pull request, or the repository itself", async () => {
  const missing = graphqlError(
    [
      {
        type: "NOT_FOUND",
        path: ["repository", "issue"],
        message: "Could not resolve to an Issue",
      },
    ],
    { viewer: { login: "dakor[bot]" }, repository: recorded.repository({ issue: null }) },
  );
  const gone = graphqlError(
    [{ type: "NOT_FOUND", path: ["repository"], message: "Could not resolve to a Repository" }],
    { viewer: { login: "dakor[bot]" }, repository: null },
  );
  for (const error of [missing, gone]) {
    const github = fakeGitHub({ ReadIncident: () => Promise.reject(error) });
    await expect(read(github)).resolves.toBeUndefined();
  }
});

test("F17: an issue that was transferred is not this repository's any more", async () => {
  const moved = recorded.issue([], { repository: { id: "R_2" } });
  const github = fakeGitHub({ ReadIncident: () => incident([], { issue: moved }) });
  await expect(read(github)).resolves.toBeUndefined();
});

test("anything but absence is an error that says what was read and GitHub's request", async () => {
  const error = graphqlError(
    [{ type: "FORBIDDEN", path: ["repository", "kludges"], message: "Resource not accessible" }],
    incident([]),
  );
  const github = fakeGitHub({ ReadIncident: () => Promise.reject(error) });
  await expect(read(github)).rejects.toMatchObject({
    message: "read acme/shop#42: Resource not accessible (FORBIDDEN, request AB12:3C4D)",
    status: 403,
    type: "FORBIDDEN",
    requestId: "AB12:3C4D",
  });
});

test("a rate limit keeps its status and headers", async () => {
  const error = httpError(403, "You have exceeded a secondary rate limit", { "retry-after": "60" });
  const github = fakeGitHub({ ReadIncident: () => Promise.reject(error) });
  await expect(read(github)).rejects.toMatchObject({
    status: 403,
    headers: { "retry-after": "60" },
    response: { status: 403 },
  });
});
