import { afterEach, beforeEach, expect, test } from "vitest";
import { LABEL_STYLES } from "../../../src/text/label-style.ts";
import { startLocalGitHub } from "@dakor/local-github";
import type { LocalGitHub } from "@dakor/local-github";
import { createRepository } from "../repository.ts";
import { runCli } from "../run-cli.ts";
import type { Said } from "../run-cli.ts";
import { isDeep } from "../../depth.ts";

let github: LocalGitHub;

beforeEach(async () => {
  github = await startLocalGitHub({
    owner: "acme",
    repo: "shop",
    users: [
      { login: "lea", role: "maintain" },
      { login: "eve", role: "read" },
    ],
    app: { slug: "dakor", appId: 12, webhookSecret: "secret", permissions: {}, events: [] },
  });
});

afterEach(() => github.close());

async function init(login: string | undefined, ...args: readonly string[]): Promise<Said> {
  using repository = createRepository();
  repository.git("remote", "add", "origin", "git@github.com:acme/shop.git");
  return await runCli(["init", "--app", ...args], {
    cwd: repository.path,
    environment: {
      PATH: process.env["PATH"] ?? "",
      GITHUB_API_URL: `${github.url}/api/v3`,
      ...(login === undefined ? {} : { GITHUB_TOKEN: github.tokenOf(login) }),
    },
  });
}

async function labels(): Promise<unknown> {
  const response = await fetch(`${github.url}/api/v3/repos/acme/shop/labels?per_page=100`, {
    headers: { authorization: `Bearer ${github.tokenOf("lea")}` },
  });
  return response.json();
}

test.runIf(isDeep)("the labels get their colours and descriptions, once", async () => {
  const first = await init("lea", "--yes");
  expect([first.code, first.errors]).toEqual([0, ""]);
  expect(first.out).toContain("made the labels incident");
  const made = Object.entries(LABEL_STYLES).map(([name, style]): unknown =>
    expect.objectContaining({ name, ...style }),
  );
  expect(await labels()).toEqual(expect.arrayContaining(made));
  const second = await init("lea", "--yes");
  expect(second.out).not.toContain("labels");
});

test.runIf(isDeep)("--dry-run and --no-labels make none", async () => {
  const before = await labels();
  const dry = await init("lea", "--dry-run");
  expect(dry.out).toContain("Labels to make on acme/shop: incident, dakor:reported");
  await init("lea", "--yes", "--no-labels");
  expect(await labels()).toEqual(before);
});

test("without a token it says how, and the files are written all the same", async () => {
  const { code, out } = await init(undefined, "--yes");
  expect(code).toBe(0);
  expect(out).toContain("wrote .github/dakor.yml");
  expect(out).toContain("Labels are left out: there is no token. To make them, set GITHUB_TOKEN");
});

test("whoever may not make labels is told so, with another exit code", async () => {
  const { code, out, errors } = await init("eve", "--yes");
  expect(code).toBe(1);
  expect(out).toContain("wrote .github/dakor.yml");
  expect(errors).toContain("The labels could not");
});

test.runIf(isDeep)(
  "where GitHub doesn't show the repository, the files are written all the same",
  async () => {
    const { code, out } = await init("lea", "--yes", "--repo", "acme/gone");
    expect(code).toBe(1);
    expect(out).toContain("wrote .github/dakor.yml");
    expect(out).toContain("Labels are left out: read the labels of acme/gone");
  },
);
