import { afterPush, commitAuthor } from "../act/push.ts";
import { authorOf } from "../act/record.ts";
import { renameBranch } from "../act/rename.ts";
import { guardWorkflows, needs, permit } from "../permission.ts";
import { refuse } from "../failure.ts";
import { encodePath } from "../git.ts";
import type { Account, Json } from "../model.ts";
import { isRecord, parseJson, recordOf, textOf } from "../narrow.ts";
import type { World } from "../world.ts";
import { isNameOf, repoUrl, webUrl } from "../world.ts";
import type { RestContext, Routes } from "./route.ts";
import { readBody, repoPath, textIn } from "./route.ts";
import { showRequired } from "./settings-routes.ts";

const readable = ["contents", "git", "branches", "commits", "compare", "readme", "tags"] as const;
const writable = ["contents", "git"] as const;

/** Git data is emulate's: reads go through, writes too, and then GitHub's consequences follow. */
export function addGitRoutes(app: Routes, world: World): void {
  app.get(`${repoPath}/branches/:branch{.+}`, async (c) => {
    const path = pathInRepo(c);
    const branch = await readAnswer(world, path);
    const url = repoUrl(world, path);
    return c.json({
      ...branch,
      commit: await readAnswer(world, `/commits/${textOf(recordOf(branch["commit"])["sha"])}`),
      _links: { self: url, html: webUrl(world, path.replace("/branches/", "/tree/")) },
      ...protectionOf(world, textOf(branch["name"])),
      protection_url: `${url}/protection`,
    });
  });
  app.post(`${repoPath}/branches/:branch{.+}/rename`, async (c) => {
    const to = textOf((await readBody(c))["new_name"]);
    await renameBranch(world, c.env.actor, { from: textIn(c, "branch"), to });
    return c.json(await readAnswer(world, `/branches/${encodePath(to)}`), 201);
  });
  for (const part of readable) {
    app.get(`${repoPath}/${part}`, (c) => forwardRead(c, world));
    app.get(`${repoPath}/${part}/:rest{.+}`, (c) => forwardRead(c, world));
  }
  for (const part of writable) {
    app.on(["POST", "PUT", "PATCH", "DELETE"], `${repoPath}/${part}/:rest{.+}`, (c) =>
      forwardWrite(c, world),
    );
  }
}

/** Whoever may read a branch sees which checks it requires; the rest of its protection is for administrators. */
function protectionOf({ settings }: World, branch: string): Json {
  const required = settings.current.required[branch];
  if (required === undefined) return { protected: false, protection: { enabled: false } };
  return {
    protected: true,
    protection: {
      enabled: true,
      required_status_checks: { enforcement_level: "non_admins", ...showRequired(required) },
    },
  };
}

async function forwardRead(c: RestContext, world: World): Promise<Response> {
  const accept = c.req.header("accept");
  const path = pathInRepo(c);
  const answer = await world.git.send({
    method: "GET",
    path,
    ...(accept === undefined ? {} : { accept }),
  });
  return readdress(world, answer);
}

async function forwardWrite(c: RestContext, world: World): Promise<Response> {
  const account = permit(c.env.actor, needs.contents);
  const path = pathInRepo(c);
  guardWorkflows(c.env.actor, [decodeURIComponent(path.replace(/^\/contents\//, ""))]);
  const before = await allRefs(world);
  const body = withAuthor(world, account, { path, body: await readBody(c) });
  const answer = await world.git.send({ method: c.req.method, path, body });
  if (!answer.ok) return readdress(world, answer);
  const after = await allRefs(world);
  const author = authorOf(c.env.actor, account);
  for (const ref of new Set([...before.keys(), ...after.keys()])) {
    await afterPush(world, author, { ref, before: before.get(ref), after: after.get(ref) });
  }
  return readdress(world, answer);
}

async function allRefs({ git }: World): Promise<ReadonlyMap<string, string>> {
  return new Map([...(await git.refs("heads")), ...(await git.refs("tags"))]);
}

/** Commits get the sender's name and the clock's time, as they would by GitHub's hand. */
function withAuthor(world: World, account: Account, request: { path: string; body: Json }): Json {
  const { path, body } = request;
  if (!path.startsWith("/contents/") && !path.startsWith("/git/commits")) return body;
  const made = commitAuthor(world, account);
  const author = isRecord(body["author"]) ? { ...made, ...body["author"] } : made;
  const committer = isRecord(body["committer"]) ? { ...made, ...body["committer"] } : author;
  return { ...body, author, committer };
}

function pathInRepo(c: RestContext): string {
  const url = new URL(c.req.url);
  return `/${url.pathname.split("/").slice(4).join("/")}${url.search}`;
}

async function readdress(world: World, answer: Response): Promise<Response> {
  const type = answer.headers.get("content-type") ?? "";
  const headers = new Headers({ "content-type": type });
  const link = answer.headers.get("link");
  if (link !== null) headers.set("link", readdressed(world, link));
  if (answer.status === 204) return new Response(null, { status: 204 });
  if (!type.includes("json")) {
    return new Response(await answer.arrayBuffer(), { status: answer.status, headers });
  }
  return new Response(readdressed(world, await answer.text()), { status: answer.status, headers });
}

/** emulate names its own address, without /api/v3, in what it answers. */
function readdressed(world: World, text: string): string {
  return text
    .replaceAll(`${world.git.origin}/repos/`, `${world.origin}/api/v3/repos/`)
    .replaceAll(`${world.git.origin}/users/`, `${world.origin}/api/v3/users/`)
    .replaceAll(world.git.origin, world.origin);
}

/** A JSON answer of emulate about this repository. */
export async function readAnswer(world: World, path: string): Promise<Json> {
  const answer = await world.git.send({ method: "GET", path });
  const body = parseJson(readdressed(world, await answer.text()));
  return answer.ok ? recordOf(body) : refuse(answer.status, textOf(recordOf(body)["message"]));
}

/** Sends a write to emulate and gives its JSON answer. */
export async function writeAnswer(
  world: World,
  request: { method: string; path: string; body: Json },
): Promise<Json> {
  const answer = await world.git.send(request);
  const body = parseJson(readdressed(world, await answer.text()));
  return answer.ok ? recordOf(body) : refuse(answer.status, textOf(recordOf(body)["message"]));
}

export function isOfRepo(world: World, owner: string, repo: string): boolean {
  return isNameOf(world, `${owner}/${repo}`);
}
