import { refuse } from "./failure.ts";
import { isRecord, listOf, numberOf, parseJson, recordOf, textOf } from "./narrow.ts";
import type { Json } from "./model.ts";

export interface TreeEntry {
  readonly path: string;
  readonly mode: string;
  readonly type: string;
  readonly sha: string;
}

export interface Commit {
  readonly sha: string;
  readonly message: string;
  readonly tree: string;
  readonly parents: readonly string[];
  readonly author: { readonly name: string; readonly email: string; readonly date: string };
  readonly committer: { readonly name: string; readonly email: string; readonly date: string };
}

export interface ChangedFile {
  readonly path: string;
  readonly status: string;
  readonly additions: number;
  readonly deletions: number;
  readonly raw: Json;
}

export interface Comparison {
  readonly mergeBase: string;
  readonly ahead: readonly string[];
  readonly files: readonly ChangedFile[];
}

/** `sha: null` removes the path. */
export interface TreeChange {
  readonly path: string;
  readonly sha: string | null;
  readonly mode?: string;
}

export interface NewCommit {
  readonly message: string;
  readonly tree: string;
  readonly parents: readonly string[];
  readonly author: Json;
}

export interface GitRequest {
  readonly method: string;
  readonly path: string;
  readonly body?: unknown;
  readonly accept?: string;
}

export interface Git {
  /** Where emulate listens; its answers name this address. */
  readonly origin: string;
  readonly send: (request: GitRequest) => Promise<Response>;
  readonly branch: (name: string) => Promise<string | undefined>;
  readonly refs: (prefix: string) => Promise<ReadonlyMap<string, string>>;
  readonly commit: (sha: string) => Promise<Commit | undefined>;
  readonly resolve: (expression: string) => Promise<string | undefined>;
  readonly tree: (sha: string) => Promise<readonly TreeEntry[] | undefined>;
  readonly blob: (sha: string) => Promise<Buffer | undefined>;
  readonly compare: (base: string, head: string) => Promise<Comparison | undefined>;
  readonly history: (sha: string) => Promise<readonly string[]>;
  readonly addBlob: (content: Buffer) => Promise<string>;
  readonly addTree: (base: string, changes: readonly TreeChange[]) => Promise<string>;
  readonly addCommit: (commit: NewCommit) => Promise<string>;
  readonly setRef: (ref: string, sha: string) => Promise<void>;
}

/** The git objects and refs that emulate keeps (real hashes). All are asked for as its first user, an administrator. */
export function connectGit(origin: string, repo: string): Git {
  let sent = 0;
  const send = ({ method, path, body, accept }: GitRequest): Promise<Response> => {
    sent += 1;
    // emulate counts 5,000 requests a token and takes any token for its first user's.
    const authorization = `token local-${Math.floor(sent / 4000)}`;
    return fetch(`${origin}/repos/${repo}${path}`, {
      method,
      headers: { authorization, accept: accept ?? "application/json" },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  };
  const get = async (path: string): Promise<unknown> => {
    const response = await send({ method: "GET", path });
    const text = await response.text();
    return response.ok ? parseJson(text) : undefined;
  };
  const add = async (path: string, body: unknown): Promise<string> => {
    const response = await send({ method: "POST", path, body });
    const answer = recordOf(parseJson(await response.text()));
    if (!response.ok) return refuse(response.status, textOf(answer["message"]));
    return textOf(answer["sha"]);
  };
  const refs = async (prefix: string): Promise<ReadonlyMap<string, string>> => {
    const found = listOf(await get(`/git/matching-refs/${encodePath(prefix)}`)).map(recordOf);
    return new Map(
      found.map((ref) => [textOf(ref["ref"]), textOf(recordOf(ref["object"])["sha"])]),
    );
  };
  const commit = cached(async (sha: string) => readCommit(await get(`/git/commits/${sha}`)));
  const compare = async (range: string): Promise<Comparison | undefined> => {
    const answer = await get(`/compare/${range}`);
    return isRecord(answer) ? readComparison(answer) : undefined;
  };
  const compareCommits = cached(compare);
  return {
    origin,
    send,
    refs,
    commit,
    branch: async (name) => (await refs(`heads/${name}`)).get(`refs/heads/${name}`),
    resolve: async (expression) => {
      if (/^[0-9a-f]{40}$/.test(expression)) return expression;
      const name = expression.replace(/^refs\//, "").replace(/^heads\//, "");
      return (await refs(`heads/${name}`)).get(`refs/heads/${name}`);
    },
    tree: cached(async (sha) => {
      const answer = await get(`/git/trees/${sha}`);
      return isRecord(answer) ? listOf(answer["tree"]).map(readEntry) : undefined;
    }),
    blob: cached(async (sha) => {
      const answer = await get(`/git/blobs/${sha}`);
      return isRecord(answer) ? Buffer.from(textOf(answer["content"]), "base64") : undefined;
    }),
    compare: (base, head) => {
      const range = `${base}...${head}`;
      // Branches move, commits never change.
      return /^[0-9a-f]{40}\.{3}[0-9a-f]{40}$/.test(range) ? compareCommits(range) : compare(range);
    },
    history: async (sha) =>
      listOf(await get(`/commits?sha=${sha}&per_page=100`)).map((one) =>
        textOf(recordOf(one)["sha"]),
      ),
    addBlob: (content) =>
      add("/git/blobs", { content: content.toString("base64"), encoding: "base64" }),
    addTree: (base, changes) => {
      const tree = changes.map((change) => ({ mode: "100644", type: "blob", ...change }));
      return add("/git/trees", { base_tree: base, tree });
    },
    addCommit: (one) => add("/git/commits", { ...one, committer: one.author }),
    setRef: async (ref, sha) => {
      const known = await refs(ref.replace(/^refs\//, ""));
      const response = known.has(ref)
        ? await send({
            method: "PATCH",
            path: `/git/${encodePath(ref)}`,
            body: { sha, force: true },
          })
        : await send({ method: "POST", path: "/git/refs", body: { ref, sha } });
      if (!response.ok) refuse(422, textOf(recordOf(await response.json())["message"]));
    },
  };
}

export function encodePath(path: string): string {
  return path.split("/").map(encodeURIComponent).join("/");
}

function cached<T>(
  load: (sha: string) => Promise<T | undefined>,
): (sha: string) => Promise<T | undefined> {
  const known = new Map<string, T>();
  return async (sha) => {
    const value = known.get(sha) ?? (await load(sha));
    if (value !== undefined) known.set(sha, value);
    return value;
  };
}

function readCommit(value: unknown): Commit | undefined {
  if (!isRecord(value)) return undefined;
  return {
    sha: textOf(value["sha"]),
    message: textOf(value["message"]),
    tree: textOf(recordOf(value["tree"])["sha"]),
    parents: listOf(value["parents"]).map((parent) => textOf(recordOf(parent)["sha"])),
    author: readPerson(value["author"]),
    committer: readPerson(value["committer"]),
  };
}

function readPerson(value: unknown): Commit["author"] {
  const person = recordOf(value);
  return {
    name: textOf(person["name"]),
    email: textOf(person["email"]),
    date: textOf(person["date"]),
  };
}

function readEntry(value: unknown): TreeEntry {
  const entry = recordOf(value);
  return {
    path: textOf(entry["path"]),
    mode: textOf(entry["mode"]),
    type: textOf(entry["type"]),
    sha: textOf(entry["sha"]),
  };
}

function readComparison(answer: Json): Comparison {
  return {
    mergeBase: textOf(recordOf(answer["merge_base_commit"])["sha"]),
    ahead: listOf(answer["commits"]).map((one) => textOf(recordOf(one)["sha"])),
    files: listOf(answer["files"]).map((one) => {
      const raw = recordOf(one);
      return {
        path: textOf(raw["filename"]),
        status: textOf(raw["status"]),
        additions: numberOf(raw["additions"]),
        deletions: numberOf(raw["deletions"]),
        raw,
      };
    }),
  };
}
