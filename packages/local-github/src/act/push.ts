import type { Account, Json } from "../model.ts";
import { isPull, isoTime } from "../model.ts";
import type { World } from "../world.ts";
import { restLogin, webUrl } from "../world.ts";
import { close } from "./change-issue.ts";
import type { Author } from "./record.ts";
import { emitIssue, findPull, record, update } from "./record.ts";
import { closedNumbers } from "./reference.ts";
import { leaveBase } from "./retarget.ts";

export interface RefChange {
  /** Full: refs/heads/main */
  readonly ref: string;
  readonly before: string | undefined;
  readonly after: string | undefined;
}

const noCommit = "0".repeat(40);

/** What GitHub does after a ref has moved: tell it, move pull requests, close issues that commits fix. */
export async function afterPush(world: World, author: Author, change: RefChange): Promise<void> {
  const { ref, before, after } = change;
  const branch = ref.replace(/^refs\/heads\//, "");
  if (before === after) return;
  if (before === undefined) emitRefEvent(world, author, { event: "create", ref });
  if (after === undefined) emitRefEvent(world, author, { event: "delete", ref });
  await emitPush(world, author.account, change);
  if (branch === ref) return;
  if (after === undefined) {
    await leaveBase(world, author, branch);
    await closePullsFrom(world, author, branch);
  }
  if (before === undefined || after === undefined) return;
  await movePulls(world, author, { branch, before, after });
  if (branch === world.defaultBranch) await closeFixedIssues(world, author, { before, after });
}

function emitRefEvent(world: World, author: Author, change: { event: string; ref: string }): void {
  const isBranch = change.ref.startsWith("refs/heads/");
  const common = {
    ref: change.ref.replace(/^refs\/(?:heads|tags)\//, ""),
    ref_type: isBranch ? "branch" : "tag",
    pusher_type: "user",
  };
  const body =
    change.event === "create"
      ? { ...common, master_branch: world.defaultBranch, description: null }
      : common;
  world.emit({ event: change.event, sender: author.account, body });
}

async function emitPush(world: World, sender: Account, change: RefChange): Promise<void> {
  const { ref, before, after } = change;
  const comparison =
    before === undefined || after === undefined
      ? undefined
      : await world.git.compare(before, after);
  const ahead = comparison?.ahead ?? [];
  const commits = await Promise.all(ahead.map((sha) => showPushedCommit(world, sha)));
  const head = after === undefined ? null : await showPushedCommit(world, after);
  const range = `${(before ?? noCommit).slice(0, 12)}...${(after ?? noCommit).slice(0, 12)}`;
  world.emit({
    event: "push",
    sender,
    body: {
      ref,
      before: before ?? noCommit,
      after: after ?? noCommit,
      created: before === undefined,
      deleted: after === undefined,
      forced: comparison !== undefined && comparison.mergeBase !== before,
      base_ref: null,
      compare: webUrl(world, `/compare/${range}`),
      commits,
      head_commit: head,
      pusher: { name: restLogin(sender), email: `${sender.login}@users.noreply.github.com` },
    },
  });
}

async function showPushedCommit(world: World, sha: string): Promise<Json | null> {
  const commit = await world.git.commit(sha);
  if (commit === undefined) return null;
  const [parent] = commit.parents;
  const files = parent === undefined ? [] : ((await world.git.compare(parent, sha))?.files ?? []);
  const pathsOf = (status: string): readonly string[] =>
    files.filter((file) => file.status === status).map((file) => file.path);
  return {
    id: sha,
    tree_id: commit.tree,
    distinct: true,
    message: commit.message,
    timestamp: commit.committer.date,
    url: webUrl(world, `/commit/${sha}`),
    author: commit.author,
    committer: commit.committer,
    added: pathsOf("added"),
    removed: pathsOf("removed"),
    modified: pathsOf("modified"),
  };
}

async function closePullsFrom(world: World, author: Author, branch: string): Promise<void> {
  for (const issue of [...world.issues.values()].filter(isPull)) {
    if (issue.pull.headRef === branch) await close(world, author, { issue, reason: "completed" });
  }
}

interface BranchMove {
  readonly branch: string;
  readonly before: string;
  readonly after: string;
}

async function movePulls(world: World, author: Author, move: BranchMove): Promise<void> {
  const isForced = (await world.git.compare(move.before, move.after))?.mergeBase !== move.before;
  for (const issue of [...world.issues.values()].filter(isPull)) {
    const { pull } = issue;
    if (issue.state !== "open") continue;
    if (pull.baseRef === move.branch) {
      const current = findPull(world, issue.number);
      world.issues.set(issue.number, {
        ...current,
        pull: { ...current.pull, baseSha: move.after },
      });
      const { number } = issue;
      if (isForced) record(world, author, { number, data: { kind: "base_ref_force_pushed" } });
    }
    if (pull.headRef !== move.branch) continue;
    update(world, issue, { pull: { ...findPull(world, issue.number).pull, headSha: move.after } });
    const more = { before: move.before, after: move.after };
    await emitIssue(world, issue, { action: "synchronize", sender: author.account, more });
  }
}

async function closeFixedIssues(
  world: World,
  author: Author,
  move: { before: string; after: string },
): Promise<void> {
  const comparison = await world.git.compare(move.before, move.after);
  for (const sha of comparison?.ahead ?? []) {
    const commit = await world.git.commit(sha);
    for (const number of closedNumbers(world, commit?.message ?? "")) {
      const issue = world.issues.get(number);
      if (issue === undefined || isPull(issue)) continue;
      await close(world, author, { issue, reason: "completed", closer: { kind: "commit", sha } });
    }
  }
}

/** Name, address and time of a commit that is made for somebody. */
export function commitAuthor(world: World, account: Account): Json {
  return {
    name: restLogin(account),
    email: `${account.id}+${restLogin(account)}@users.noreply.github.com`,
    date: isoTime(world.now()),
  };
}
