import { guardWorkflows, needs, permit } from "../permission.ts";
import { afterPush, commitAuthor } from "../act/push.ts";
import { authorOf } from "../act/record.ts";
import { refuse } from "../failure.ts";
import type { TreeChange } from "../git.ts";
import { encodePath } from "../git.ts";
import { bytesIn } from "../text-length.ts";
import { repoName } from "../world.ts";
import { unresolved } from "./find-node.ts";
import { echo } from "./mutate-issues.ts";
import { refNodeId, refOfNodeId, viewCommit, viewRef } from "./view-git.ts";
import type { Viewer } from "./view.ts";

type Payload = Promise<Readonly<Record<string, unknown>>>;
interface Input<T> {
  readonly input: T & { readonly clientMutationId?: string };
}

export function gitMutations(viewer: Viewer): Readonly<Record<string, unknown>> {
  const { world, actor } = viewer;
  const { git } = world;
  const shaOf = async (ref: string): Promise<string | undefined> =>
    (await git.refs(ref.replace(/^refs\//, ""))).get(ref);
  const move = async (ref: string, after: string): Promise<void> => {
    const author = authorOf(actor, permit(actor, needs.contents));
    const before = await shaOf(ref);
    await git.setRef(ref, after);
    await afterPush(world, author, { ref, before, after });
  };
  return {
    createRef: async ({
      input,
    }: Input<{ repositoryId: string; name: string; oid: string }>): Payload => {
      permit(actor, needs.contents);
      if (input.repositoryId !== world.repo.nodeId) return unresolved(input.repositoryId);
      if (!input.name.startsWith("refs/")) return refuse(422, "Ref name must begin with refs/");
      if (bytesIn(input.name) > 255) {
        return refuse(422, "GH005: Sorry, refs longer than 255 bytes are not allowed.");
      }
      if ((await shaOf(input.name)) !== undefined) {
        return refuse(422, `A ref named "${input.name}" already exists in the repository.`);
      }
      await move(input.name, input.oid);
      return { ...echo(input), ref: await viewRef(viewer, input.name) };
    },
    updateRef: async ({
      input,
    }: Input<{ refId: string; oid: string; force?: boolean | null }>): Payload => {
      permit(actor, needs.contents);
      const ref = refOfNodeId(input.refId);
      const before = (await shaOf(ref)) ?? unresolved(input.refId);
      const isForward = (await git.compare(before, input.oid))?.mergeBase === before;
      if (!isForward && input.force !== true) return refuse(422, "Update is not a fast-forward");
      await move(ref, input.oid);
      return { ...echo(input), ref: await viewRef(viewer, ref) };
    },
    deleteRef: async ({ input }: Input<{ refId: string }>): Payload => {
      const author = authorOf(actor, permit(actor, needs.contents));
      const ref = refOfNodeId(input.refId);
      const before = (await shaOf(ref)) ?? unresolved(input.refId);
      const answer = await git.send({ method: "DELETE", path: `/git/${encodePath(ref)}` });
      if (!answer.ok) return refuse(422, "The ref cannot be deleted");
      await afterPush(world, author, { ref, before, after: undefined });
      return echo(input);
    },
    createCommitOnBranch: async ({ input }: Input<CommitInput>): Payload => {
      const account = permit(actor, needs.contents);
      const ref = branchRef(input.branch, repoName(world));
      const before = (await shaOf(ref)) ?? unresolved(input.branch.id ?? refNodeId(ref));
      if (before !== input.expectedHeadOid) {
        return refuse(
          409,
          `Expected branch to point to "${input.expectedHeadOid}" but it did not. Pull and try again.`,
          { type: "STALE_DATA" },
        );
      }
      const { additions, deletions } = input.fileChanges ?? {};
      guardWorkflows(
        actor,
        [...(additions ?? []), ...(deletions ?? [])].map(({ path }) => path),
      );
      const base = (await git.commit(before)) ?? unresolved(before);
      const { headline, body } = input.message;
      const changes = await changesIn(viewer, input);
      const after = await git.addCommit({
        message:
          body === undefined || body === null || body === "" ? headline : `${headline}\n\n${body}`,
        tree: changes.length === 0 ? base.tree : await git.addTree(base.tree, changes),
        parents: [before],
        author: commitAuthor(world, account),
      });
      await move(ref, after);
      return {
        ...echo(input),
        commit: await viewCommit(viewer, after),
        ref: await viewRef(viewer, ref),
      };
    },
  };
}

interface CommitInput {
  readonly branch: {
    readonly id?: string | null;
    readonly branchName?: string | null;
    readonly repositoryNameWithOwner?: string | null;
  };
  readonly expectedHeadOid: string;
  readonly message: { readonly headline: string; readonly body?: string | null };
  readonly fileChanges?: {
    readonly additions?: readonly { readonly path: string; readonly contents: string }[] | null;
    readonly deletions?: readonly { readonly path: string }[] | null;
  } | null;
}

function branchRef(branch: CommitInput["branch"], repository: string): string {
  if (typeof branch.id === "string") return refOfNodeId(branch.id);
  if (branch.repositoryNameWithOwner?.toLowerCase() !== repository.toLowerCase()) {
    return refuse(
      404,
      `Could not resolve to a Repository with the name '${branch.repositoryNameWithOwner ?? ""}'.`,
    );
  }
  const name = branch.branchName ?? "";
  return name.startsWith("refs/") ? name : `refs/heads/${name}`;
}

async function changesIn(viewer: Viewer, input: CommitInput): Promise<readonly TreeChange[]> {
  const deletions = (input.fileChanges?.deletions ?? []).map(({ path }) => ({ path, sha: null }));
  const additions = (input.fileChanges?.additions ?? []).map(async ({ path, contents }) => ({
    path,
    sha: await viewer.world.git.addBlob(Buffer.from(contents, "base64")),
  }));
  return [...deletions, ...(await Promise.all(additions))];
}
