import { globSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { parseConfig } from "../../src/core/config/parse-config.ts";
import { ACTIONS, requiring, startStage } from "../cli/doctor/doctor-stage.ts";
import { createRepository } from "../cli/repository.ts";
import { formProblems } from "../cli/init/issue-form-rules.ts";
import { OWN_WORKFLOWS, WRITTEN_BY_INIT } from "./own-workflows.ts";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const own = globSync(".github/**/*.{yml,md}", { cwd: ROOT }).toSorted();
const read = (path: string): string => readFileSync(`${ROOT}${path}`, "utf8");

/** As whoever makes a copy of this repository theirs leaves it, before their first release. */
const owned = (path: string): string =>
  read(path).replace("# escalation:", "escalation:").replaceAll("@OWNER", "@lea");

/** npx vitest run test/repository -u writes them anew. */
test.each(Object.entries(OWN_WORKFLOWS))("%s is what init writes", async (path, text) => {
  await expect(text).toMatchFileSnapshot(`${ROOT}${path}`);
});

test.each(WRITTEN_BY_INIT)("$path is what init writes", async ({ path, text }) => {
  await expect(text).toMatchFileSnapshot(`${ROOT}${path}`);
});

test.each(own.filter((path) => /ISSUE_TEMPLATE\/(?!config)/.test(path)))(
  "%s follows GitHub's rules for issue forms",
  (path) => {
    expect(formProblems(read(path))).toEqual([]);
  },
);

test("whoever works on what an incident holds is known by a component", () => {
  const { config, problems } = parseConfig(read(".github/dakor.yml"));
  expect(problems).toEqual([]);
  for (const [name, patterns] of Object.entries(config.components)) {
    for (const pattern of patterns) {
      expect(globSync(pattern, { cwd: ROOT }), `${name}: ${pattern}`).not.toEqual([]);
    }
  }
});

test("our own doctor finds nothing in our own repository", async () => {
  const stage = await startStage();
  using here = createRepository();
  try {
    here.git("remote", "add", "origin", "https://github.com/acme/shop.git");
    for (const path of [...own, "action.yml"]) {
      await stage.write(path, owned(path));
      here.write(path, owned(path));
    }
    await stage.send("POST", "/rulesets", requiring({ dakor: ACTIONS }));
    const findings = await stage.look({ cwd: here.path });
    expect(findings.filter(({ level }) => level !== "ok")).toEqual([]);
    const says = (check: string): unknown =>
      findings.find((finding) => finding.check === check)?.says;
    expect(says("workflows")).toBe("5 jobs run the Action.");
    expect(says("config")).toBe(".github/dakor.yml is valid.");
  } finally {
    await stage.close();
  }
});
