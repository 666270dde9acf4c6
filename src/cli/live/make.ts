import { count, list, record, text } from "../../github/client/narrow.ts";
import type { Stage } from "./stage.ts";
import { defined } from "../../core/model/defined.ts";

export type Thing = { readonly number: number; readonly id: string };

/** An issue that is deleted afterwards, or closed where that takes more than the token may. */
export async function makeIssue(stage: Stage, title: string): Promise<Thing> {
  const { main, slug, mark } = stage;
  const { data } = await main.rest.issues.create({
    ...slug,
    title: `${mark}: ${title}`,
    body: "Made by `dakor live`, which also removes it.",
  });
  stage.afterwards(async () => {
    try {
      await main.graphql(DELETE_ISSUE, { id: data.node_id });
    } catch {
      await main.rest.issues.update({ ...slug, issue_number: data.number, state: "closed" });
    }
  });
  return { number: data.number, id: data.node_id };
}

const DELETE_ISSUE = `mutation DeleteIssue($id: ID!) {
  deleteIssue(input: { issueId: $id }) { clientMutationId }
}`;

/** A branch that is deleted afterwards; its name. */
export async function makeBranch(stage: Stage, name: string, from?: string): Promise<string> {
  const { main, slug } = stage;
  const branch = `${stage.mark}-${name}`;
  const sha = await headOf(stage, from ?? stage.defaultBranch);
  await main.rest.git.createRef({ ...slug, ref: `refs/heads/${branch}`, sha });
  stage.afterwards(() => removeBranch(stage, branch));
  return branch;
}

/** Also one that a revert made; one that isn't there any more is no failure. */
export async function removeBranch({ main, slug }: Stage, branch: string): Promise<void> {
  await main.rest.git.deleteRef({ ...slug, ref: `heads/${branch}` }).catch((thrown: unknown) => {
    const status = count(record(thrown)["status"]);
    if (status !== 404 && status !== 422) throw thrown;
  });
}

export async function headOf({ main, slug }: Stage, branch: string): Promise<string> {
  const { data } = await main.rest.git.getRef({ ...slug, ref: `heads/${branch}` });
  return data.object.sha;
}

type FileChange = {
  readonly branch: string;
  readonly path: string;
  readonly content: string;
};

/** Writes a file, over the one that is there. */
export async function writeFile(stage: Stage, change: FileChange): Promise<void> {
  const { main, slug } = stage;
  const { branch, path, content } = change;
  const sha = await shaOf(stage, change);
  await main.rest.repos.createOrUpdateFileContents({
    ...slug,
    branch,
    path,
    message: `${stage.mark}: ${path}`,
    content: Buffer.from(content).toString("base64"),
    ...defined({ sha }),
  });
}

export async function removeFile(stage: Stage, file: Omit<FileChange, "content">): Promise<void> {
  const sha = await shaOf(stage, file);
  if (sha === undefined) return;
  const message = `${stage.mark}: without ${file.path}`;
  await stage.main.rest.repos.deleteFile({ ...stage.slug, ...file, message, sha });
}

async function shaOf(
  { main, slug }: Stage,
  { branch, path }: Omit<FileChange, "content">,
): Promise<string | undefined> {
  const { data: tree } = await main.rest.git.getTree({
    ...slug,
    tree_sha: branch,
    recursive: "true",
  });
  const found = tree.tree.find((entry) => entry.path === path);
  return found?.sha;
}

type PullAsked = {
  readonly head: string;
  readonly base: string;
  readonly title: string;
  readonly body?: string;
};

/** A pull request that is closed afterwards: GitHub deletes none. */
export async function makePull(stage: Stage, asked: PullAsked): Promise<Thing> {
  const { main, slug, mark } = stage;
  const title = `${mark}: ${asked.title}`;
  const { data } = await main.rest.pulls.create({ ...slug, ...asked, title });
  stage.afterwards(() => closePull(stage, data.number));
  return { number: data.number, id: data.node_id };
}

export async function closePull({ main, slug }: Stage, pull_number: number): Promise<void> {
  const { data } = await main.rest.pulls.get({ ...slug, pull_number });
  if (data.state === "open") {
    await main.rest.pulls.update({ ...slug, pull_number, state: "closed" });
  }
}

/** How GitHub refuses something, in its own words; undefined where it doesn't. */
export async function refusalOf(doing: Promise<unknown>): Promise<string | undefined> {
  try {
    await doing;
    return undefined;
  } catch (thrown) {
    return wordsOf(thrown);
  }
}

/** GraphQL's refusals have a type, REST's a status. */
export function wordsOf(thrown: unknown): string {
  const [first] = list(record(thrown)["errors"]);
  const type = text(record(first)["type"]);
  const status = count(record(thrown)["status"]);
  const words = thrown instanceof Error ? thrown.message : String(thrown);
  const said = text(record(first)["message"]) || words;
  const kind = type || (Number.isNaN(status) || status === 0 ? "" : String(status));
  return `${kind === "" ? "" : `${kind}: `}${said.split("\n")[0] ?? ""}`;
}
