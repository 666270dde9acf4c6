import { afterEach, beforeEach, expect, test } from "vitest";
import { repo, startValidated } from "./start-validated.ts";
import type { Validated } from "./start-validated.ts";

let stage: Validated;
let sha = "";

beforeEach(async () => {
  stage = await startValidated();
  const { data } = await stage.app.rest.git.getRef({ ...repo, ref: "heads/main" });
  sha = data.object.sha;
});

afterEach(() => stage.github.close());

const QUERY = `query($sha: GitObjectID!) {
  repository(owner: "acme", name: "shop") {
    object(oid: $sha) {
      ... on Commit {
        checkSuites(first: 10) { nodes { app { slug } } }
        statusCheckRollup { state contexts(first: 10) { nodes { ... on CheckRun { name } } } }
      }
    }
  }
}`;

async function shown(): Promise<unknown> {
  const answer = await stage.app.graphql<{ readonly repository: unknown }>(QUERY, { sha });
  return answer.repository;
}

function together(state: string, ...names: readonly string[]): object {
  const nodes = names.map((name) => ({ name }));
  return { object: { statusCheckRollup: { state, contexts: { nodes } } } };
}

test("a commit says what all of its checks say together, one that failed first of all", async () => {
  const { checks } = stage.app.rest;
  const run = { ...repo, name: "gate", head_sha: sha } as const;
  expect(await shown()).toMatchObject({ object: { statusCheckRollup: null } });
  await checks.create({ ...run, conclusion: "failure" });
  await checks.create({ ...run, conclusion: "success" });
  expect(await shown()).toMatchObject(together("SUCCESS", "gate"));
  await checks.create({ ...run, name: "slow", status: "in_progress" });
  expect(await shown()).toMatchObject(together("PENDING", "gate", "slow"));
  await stage.github.addJob({ sha, name: "gate", conclusion: "failure" });
  expect(await shown()).toMatchObject(together("FAILURE", "gate", "slow", "gate"));
  const apps = [{ app: { slug: "helper" } }, { app: { slug: "github-actions" } }];
  expect(await shown()).toMatchObject({ object: { checkSuites: { nodes: apps } } });
});
