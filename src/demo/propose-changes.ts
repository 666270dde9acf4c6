import { recordOf, textOf } from "@dakor/local-github/narrow";
import type { SendQuery } from "./open-checks.ts";

export interface FileChange {
  readonly path: string;
  readonly text: string;
  readonly message: string;
  readonly branch: string;
}

interface Proposals {
  readonly owner: string;
  readonly repo: string;
  /** Each on a branch of its own; its message is the title, too. */
  readonly changes: readonly FileChange[];
}

/** Branches with one changed file each, all in one request, as a script would do it. */
export async function pushChanges(
  ask: SendQuery,
  { owner, repo, changes }: Proposals,
): Promise<void> {
  const { id, oid } = await readTip(ask, owner, repo);
  const inputs = changes.flatMap(({ branch, path, text, message }, index) => [
    [`ref${index}`, { repositoryId: id, name: `refs/heads/${branch}`, oid }],
    [
      `commit${index}`,
      {
        branch: { repositoryNameWithOwner: `${owner}/${repo}`, branchName: branch },
        expectedHeadOid: oid,
        message: { headline: message },
        fileChanges: { additions: [{ path, contents: Buffer.from(text).toString("base64") }] },
      },
    ],
  ]);
  const parameters = changes.map(
    (_, i) => `$ref${i}: CreateRefInput!, $commit${i}: CreateCommitOnBranchInput!`,
  );
  const fields = changes.map(
    (_, i) => `ref${i}: createRef(input: $ref${i}) { clientMutationId }
    commit${i}: createCommitOnBranch(input: $commit${i}) { clientMutationId }`,
  );
  await ask(documentOf("Push", parameters, fields), Object.fromEntries(inputs));
}

/** Pull requests for those branches, in their order. */
export async function openPulls(
  ask: SendQuery,
  { owner, repo, changes }: Proposals,
): Promise<void> {
  const { id } = await readTip(ask, owner, repo);
  const inputs = changes.map(({ branch, message }, index) => [
    `pull${index}`,
    { repositoryId: id, headRefName: branch, baseRefName: "main", title: message, body: "" },
  ]);
  const parameters = changes.map((_, i) => `$pull${i}: CreatePullRequestInput!`);
  const fields = changes.map(
    (_, i) => `pull${i}: createPullRequest(input: $pull${i}) { clientMutationId }`,
  );
  await ask(documentOf("Open", parameters, fields), Object.fromEntries(inputs));
}

function documentOf(
  name: string,
  parameters: readonly string[],
  fields: readonly string[],
): string {
  return `mutation ${name}(${parameters.join(", ")}) { ${fields.join("\n")} }`;
}

async function readTip(
  ask: SendQuery,
  owner: string,
  repo: string,
): Promise<{ readonly id: string; readonly oid: string }> {
  const repository = recordOf(recordOf(await ask(tip, { owner, repo }))["repository"]);
  const target = recordOf(recordOf(repository["defaultBranchRef"])["target"]);
  return { id: textOf(repository["id"]), oid: textOf(target["oid"]) };
}

const tip = `query Tip($owner: String!, $repo: String!) {
  repository(owner: $owner, name: $repo) { id defaultBranchRef { target { oid } } }
}`;
