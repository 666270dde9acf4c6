import { Octokit } from "@octokit/rest";
import * as fc from "fast-check";
import nock from "nock";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createRoleCache, readRole, readRoles } from "../../../src/github/read/read-role.ts";

const repository = { owner: "acme", repo: "shop" };

function asking(clock: () => number = () => 0): Parameters<typeof readRole>[0] {
  const log = { debug: ignore, info: ignore, warn: ignore, error: ignore };
  const github = new Octokit({ auth: "secret", log });
  return { github, repository, roles: createRoleCache({ clock }) };
}

function ignore(): void {
  return undefined;
}

function permissionOf(login: string): nock.Interceptor {
  return nock("https://api.github.com").get(`/repos/acme/shop/collaborators/${login}/permission`);
}

beforeEach(() => {
  nock.disableNetConnect();
});

afterEach(() => {
  const unused = nock.pendingMocks();
  nock.cleanAll();
  nock.enableNetConnect();
  if (unused.length > 0) throw new Error(`Never asked: ${unused.join(", ")}`);
});

test.each([
  [{ permission: "admin", role_name: "admin" }, "admin"],
  [{ permission: "write", role_name: "maintain" }, "maintain"],
  [{ permission: "write", role_name: "write" }, "write"],
  [{ permission: "read", role_name: "triage" }, "triage"],
  [{ permission: "read", role_name: "read" }, "read"],
  [{ permission: "none", role_name: "none" }, "none"],
  [{ permission: "write", role_name: "release-captain" }, "write"],
  [{ permission: "write" }, "write"],
  [{ permission: "write", role_name: "constructor" }, "write"],
  [{}, "none"],
  [null, "none"],
])("%o is the role %s", async (data, role) => {
  permissionOf("lea").reply(200, JSON.stringify(data), { "content-type": "application/json" });
  expect(await readRole(asking(), "lea")).toBe(role);
});

test("whatever GitHub answers, somebody has one of its roles", async () => {
  const known = ["admin", "maintain", "write", "triage", "read", "none"];
  await fc.assert(
    fc.asyncProperty(fc.jsonValue(), fc.jsonValue(), async (permission, role_name) => {
      const request = async (): Promise<{ status: number; data: unknown }> => ({
        status: 200,
        data: { permission, role_name },
      });
      const github = { request, graphql: async () => undefined };
      expect(known).toContain(await readRole({ ...asking(), github }, "lea"));
    }),
  );
});

test.each(["nobody", "Copilot", "dependabot", "lea_acme"])(
  "an actor whom GitHub doesn't take for a user has no role: %s",
  async (login) => {
    permissionOf(login).reply(404, { message: `${login} is not a user` });
    await expect(readRole(asking(), login)).resolves.toBe("none");
  },
);

test("somebody who isn't found in a repository that is there has no role", async () => {
  permissionOf("lea").reply(404, { message: "Not Found" });
  nock("https://api.github.com").get("/repos/acme/shop").reply(200, { name: "shop" });
  await expect(readRole(asking(), "lea")).resolves.toBe("none");
});

test("where the repository isn't found either, nothing is known of anybody", async () => {
  permissionOf("lea").reply(404, { message: "Not Found" });
  nock("https://api.github.com").get("/repos/acme/shop").reply(404, { message: "Not Found" });
  await expect(readRole(asking(), "lea")).rejects.toMatchObject({ status: 404 });
});

test("whoever is gone is nobody, and is not asked for", async () => {
  await expect(readRole(asking(), "Ghost")).resolves.toBe("none");
});

test("a failure is an error that names the person, and is not remembered", async () => {
  permissionOf("lea").reply(503, { message: "Unavailable" }, { "x-github-request-id": "1:2" });
  permissionOf("lea").reply(200, { permission: "admin", role_name: "admin" });
  const ask = asking();
  await expect(readRole(ask, "lea")).rejects.toMatchObject({
    operation: "read the role of lea",
    status: 503,
    requestId: "1:2",
  });
  await expect(readRole(ask, "lea")).resolves.toBe("admin");
});

test("roles are asked for at once, and kept by lower-case login", async () => {
  permissionOf("Lea").reply(200, { permission: "write", role_name: "maintain" });
  permissionOf("john").reply(200, { permission: "read", role_name: "read" });
  await expect(readRoles(asking(), ["Lea", "john"])).resolves.toEqual({
    lea: "maintain",
    john: "read",
  });
});

test("equal questions at the same time are one request, whatever the case", async () => {
  permissionOf("lea").once().reply(200, { permission: "write", role_name: "write" });
  const ask = asking();
  await expect(Promise.all([readRole(ask, "lea"), readRole(ask, "LEA")])).resolves.toEqual([
    "write",
    "write",
  ]);
});

test("a role counts for a minute", async () => {
  let now = 0;
  permissionOf("lea").reply(200, { permission: "write", role_name: "write" });
  const ask = asking(() => now);
  await readRole(ask, "lea");
  now = 59_999;
  await expect(readRole(ask, "lea")).resolves.toBe("write");
  now = 60_000;
  permissionOf("lea").reply(200, { permission: "none", role_name: "none" });
  await expect(readRole(ask, "lea")).resolves.toBe("none");
});
