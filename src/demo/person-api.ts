import { listOf, numberOf, parseJson, recordOf, textOf } from "@dakor/local-github/narrow";
import { narrowThread } from "./narrow-thread.ts";
import type { CheckedPull } from "./open-checks.ts";
import { readOpenChecks } from "./open-checks.ts";
import { openPulls, pushChanges } from "./propose-changes.ts";
import type { FileChange } from "./propose-changes.ts";
import type { ShownThread } from "./thread.ts";

interface NewPull {
  readonly title: string;
  readonly body: string;
  readonly head: string;
}

/** What a person does on GitHub's pages, by API with a token of their own. */
export interface PersonApi {
  readonly comment: (number: number, body: string) => Promise<number>;
  readonly label: (number: number, name: string) => Promise<void>;
  /** Makes a label that can be put on; the colour as six hexadecimal digits. */
  readonly makeLabel: (label: { readonly name: string; readonly color: string }) => Promise<void>;
  readonly close: (number: number) => Promise<void>;
  readonly reopen: (number: number) => Promise<void>;
  readonly editComment: (id: number, body: string) => Promise<void>;
  readonly deleteComment: (id: number) => Promise<void>;
  readonly branch: (name: string) => Promise<void>;
  readonly writeFile: (change: FileChange) => Promise<void>;
  readonly readFile: (path: string, branch: string) => Promise<string>;
  readonly openPull: (pull: NewPull) => Promise<number>;
  /** A branch for each change, many at once; pull requests for them with `openAll`. */
  readonly pushAll: (changes: readonly FileChange[]) => Promise<void>;
  readonly openAll: (changes: readonly FileChange[]) => Promise<void>;
  /** All open pull requests with what the check of this name says about each. */
  readonly openChecks: (name: string) => Promise<readonly CheckedPull[]>;
  /** The button "Revert" of a merged pull request. */
  readonly revert: (number: number) => Promise<number>;
  readonly merge: (number: number) => Promise<void>;
  readonly thread: (number: number) => Promise<ShownThread>;
  /** Number of the open pull request from this branch. */
  readonly openPullFrom: (branch: string) => Promise<number | undefined>;
  readonly changedPaths: (pull: number) => Promise<readonly string[]>;
}

interface ApiRequest {
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  readonly path: string;
  readonly body?: unknown;
}

interface PersonSettings {
  /** GitHub's origin, without /api/v3. */
  readonly origin: string;
  readonly slug: string;
  readonly token: string;
}

export function connectPerson({ origin, slug, token }: PersonSettings): PersonApi {
  const send = async ({ method, path, body }: ApiRequest): Promise<unknown> => {
    const response = await fetch(`${origin}/api${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, accept: "application/vnd.github+json" },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const answer = parseJson(await response.text());
    if (response.ok) return answer;
    const message = textOf(recordOf(answer)["message"]);
    throw new Error(`GitHub answered ${response.status} to ${method} ${path}: ${message}`);
  };
  const inRepo = (method: ApiRequest["method"], path: string, body?: unknown): Promise<unknown> =>
    send({ method, path: `/v3/repos/${slug}${path}`, ...(body === undefined ? {} : { body }) });
  const get = (path: string): Promise<unknown> => inRepo("GET", path);

  const timelineOf = async (number: number): Promise<readonly unknown[]> => {
    const all: unknown[] = [];
    for (let page = 1; ; page += 1) {
      const part = listOf(await get(`/issues/${number}/timeline?per_page=100&page=${page}`));
      all.push(...part);
      if (part.length < 100) return all;
    }
  };
  const headOf = async (branch: string): Promise<string> =>
    textOf(recordOf(recordOf(await get(`/git/ref/heads/${branch}`))["object"])["sha"]);
  const thread = async (number: number): Promise<ShownThread> => {
    const [issue, timeline] = await Promise.all([get(`/issues/${number}`), timelineOf(number)]);
    const isPull = "pull_request" in recordOf(issue);
    const pull = isPull ? await get(`/pulls/${number}`) : undefined;
    return narrowThread({ issue, pull, timeline });
  };
  const shaOf = async (path: string, branch: string): Promise<string | undefined> => {
    const parent = path.split("/").slice(0, -1).join("/");
    const siblings = await get(`/contents/${parent}?ref=${branch}`).catch(() => []);
    const found = listOf(siblings).find((one) => recordOf(one)["path"] === path);
    return found === undefined ? undefined : textOf(recordOf(found)["sha"]);
  };

  const ask = async (query: string, variables: object): Promise<unknown> => {
    const answer = recordOf(
      await send({ method: "POST", path: "/graphql", body: { query, variables } }),
    );
    if (answer["errors"] === undefined) return answer["data"];
    throw new Error(`GitHub answered: ${JSON.stringify(answer["errors"])}`);
  };
  const [owner = "", repo = ""] = slug.split("/");

  return {
    thread,
    pushAll: (changes) => pushChanges(ask, { owner, repo, changes }),
    openAll: (changes) => openPulls(ask, { owner, repo, changes }),
    openChecks: async (check) => readOpenChecks(ask, { owner, repo, check }),
    comment: async (number, body) =>
      numberOf(recordOf(await inRepo("POST", `/issues/${number}/comments`, { body }))["id"]),
    label: async (number, name) => {
      await inRepo("POST", `/issues/${number}/labels`, { labels: [name] });
    },
    makeLabel: async (label) => {
      await inRepo("POST", "/labels", label);
    },
    close: async (number) => {
      await inRepo("PATCH", `/issues/${number}`, { state: "closed", state_reason: "completed" });
    },
    reopen: async (number) => {
      await inRepo("PATCH", `/issues/${number}`, { state: "open" });
    },
    editComment: async (id, body) => {
      await inRepo("PATCH", `/issues/comments/${id}`, { body });
    },
    deleteComment: async (id) => {
      await inRepo("DELETE", `/issues/comments/${id}`);
    },
    branch: async (name) => {
      const sha = await headOf("main");
      await inRepo("POST", "/git/refs", { ref: `refs/heads/${name}`, sha });
    },
    writeFile: async ({ path, text, message, branch }) => {
      const sha = await shaOf(path, branch);
      const content = Buffer.from(text).toString("base64");
      const known = sha === undefined ? {} : { sha };
      await inRepo("PUT", `/contents/${path}`, { message, content, branch, ...known });
    },
    readFile: async (path, branch) => {
      const file = recordOf(await get(`/contents/${path}?ref=${encodeURIComponent(branch)}`));
      return Buffer.from(textOf(file["content"]), "base64").toString("utf8");
    },
    openPull: async (pull) =>
      numberOf(recordOf(await inRepo("POST", "/pulls", { ...pull, base: "main" }))["number"]),
    revert: async (number) => {
      const query = `mutation Revert($id: ID!) {
        revertPullRequest(input: { pullRequestId: $id }) { revertPullRequest { number } }
      }`;
      const variables = { id: (await thread(number)).nodeId };
      const answer = await send({ method: "POST", path: "/graphql", body: { query, variables } });
      const payload = recordOf(recordOf(recordOf(answer)["data"])["revertPullRequest"]);
      const made = numberOf(recordOf(payload["revertPullRequest"])["number"]);
      if (Number.isNaN(made))
        throw new Error(`GitHub did not revert #${number}: ${JSON.stringify(answer)}`);
      return made;
    },
    merge: async (number) => {
      await inRepo("PUT", `/pulls/${number}/merge`, {});
    },
    openPullFrom: async (branch) => {
      const head = `${slug.split("/", 1).join()}:${branch}`;
      const [pull] = listOf(await get(`/pulls?state=open&head=${encodeURIComponent(head)}`));
      return pull === undefined ? undefined : numberOf(recordOf(pull)["number"]);
    },
    changedPaths: async (pull) =>
      listOf(await get(`/pulls/${pull}/files`)).map((file) => textOf(recordOf(file)["filename"])),
  };
}
