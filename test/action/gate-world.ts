import { connectPerson } from "../../src/demo/person-api.ts";
import type { PersonApi } from "../../src/demo/person-api.ts";
import { startLocalGitHub } from "@dakor/local-github";
import type { LocalGitHub } from "@dakor/local-github";
import type { ApiRequest, Fault } from "@dakor/local-github";

export type World = {
  readonly github: LocalGitHub;
  readonly lea: PersonApi;
  readonly john: PersonApi;
  readonly tess: PersonApi;
  readonly eve: PersonApi;
  /** As a workflow's, for a fork's pull request: it may only read. */
  readonly token: string;
  readonly configure: (text?: string) => Promise<void>;
  /** Whatever is asked about a pull request of that number fails so. */
  readonly fault: (pull: number, fault: Fault | undefined) => void;
  readonly faultOnce: (pull: number, fault: Fault) => void;
  /** Moves the local GitHub's clock, by milliseconds from the real time. */
  readonly shift: (by: number) => void;
  readonly rest: (login: string, call: Call) => Promise<unknown>;
  /** Opens a pull request of john's that writes these files. */
  readonly pull: (change: Change) => Promise<number>;
  /** A pull request with its whole commit, as a command may name it: no bot is here to remember which one was seen. */
  readonly named: (pull: number) => Promise<string>;
  /** The same for a file whose name no address can hold. */
  readonly oddPull: (head: string, path: string) => Promise<number>;
  /** Opens an issue that lea declares an incident with these paths. */
  readonly incident: (title: string, paths: string) => Promise<number>;
};

type Call = { readonly method: string; readonly path: string; readonly body?: unknown };

export type Change = {
  readonly head: string;
  readonly files: Readonly<Record<string, string>>;
  readonly title?: string;
  readonly body?: string;
  readonly by?: PersonApi;
};

const READ = { contents: "read", issues: "read", pull_requests: "read", metadata: "read" };

export async function startWorld(): Promise<World> {
  let offset = 0;
  const faults = new Map<number, { readonly fault: Fault; readonly isOnce: boolean }>();
  const github = await startLocalGitHub({
    owner: "acme",
    repo: "shop",
    users: [
      { login: "lea", role: "maintain" },
      { login: "john", role: "write" },
      { login: "tess", role: "triage" },
      { login: "eve", role: "none" },
    ],
    app: { slug: "dakor", appId: 12, webhookSecret: "secret", permissions: {}, events: [] },
    now: () => Date.now() + offset,
    fault: (request) => {
      const pull = pullOf(request);
      const found = faults.get(pull);
      if (found?.isOnce === true) faults.delete(pull);
      return found?.fault;
    },
  });
  const person = (login: string): PersonApi =>
    connectPerson({ origin: github.url, slug: "acme/shop", token: github.tokenOf(login) });
  const [lea, john, tess, eve] = [person("lea"), person("john"), person("tess"), person("eve")];
  const rest = async (login: string, { method, path, body }: Call): Promise<unknown> => {
    const response = await fetch(`${github.url}/api/v3/repos/acme/shop${path}`, {
      method,
      headers: { authorization: `Bearer ${github.tokenOf(login)}` },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    const answer: unknown = text === "" ? undefined : JSON.parse(text);
    return answer;
  };
  for (const name of ["incident", "dakor:diagnose"]) {
    await lea.makeLabel({ name, color: "cc0000" });
  }
  return {
    github,
    lea,
    john,
    tess,
    eve,
    token: github.actionsToken(READ),
    configure: (text = "timezone: UTC\n") =>
      lea.writeFile({ path: ".github/dakor.yml", text, message: "Configure", branch: "main" }),
    fault: (pull, fault) => {
      if (fault === undefined) faults.delete(pull);
      else faults.set(pull, { fault, isOnce: false });
    },
    faultOnce: (pull, fault) => faults.set(pull, { fault, isOnce: true }),
    shift: (by) => (offset = by),
    rest,
    pull: async ({ head, files, title = `Change ${head}`, body = "", by = john }) => {
      await john.branch(head);
      for (const [path, text] of Object.entries(files)) {
        await john.writeFile({ path, text, message: title, branch: head });
      }
      return by.openPull({ title, body, head });
    },
    named: async (number) => {
      const pull = await rest("lea", { method: "GET", path: `/pulls/${number}` });
      return `#${number}@${textIn(fieldOf(pull, "head"), "sha")}`;
    },
    oddPull: async (head, path) => {
      const post = async (to: string, body: unknown): Promise<string> =>
        textIn(await rest("lea", { method: "POST", path: to, body }), "sha");
      const main = await rest("lea", { method: "GET", path: "/git/ref/heads/main" });
      const parent = textIn(fieldOf(main, "object"), "sha");
      const sha = await post("/git/blobs", { content: "1", encoding: "utf-8" });
      const entry = { path, mode: "100644", type: "blob", sha };
      const tip = await rest("lea", { method: "GET", path: `/git/commits/${parent}` });
      const base_tree = textIn(fieldOf(tip, "tree"), "sha");
      const tree = await post("/git/trees", { base_tree, tree: [entry] });
      const commit = await post("/git/commits", { message: head, tree, parents: [parent] });
      const ref = { ref: `refs/heads/${head}`, sha: commit };
      await rest("lea", { method: "POST", path: "/git/refs", body: ref });
      return john.openPull({ title: head, body: "", head });
    },
    incident: async (title, paths) => {
      const body = { title, body: "" };
      const number = numberIn(await rest("lea", { method: "POST", path: "/issues", body }));
      await lea.label(number, "incident");
      await lea.comment(number, `/paths ${paths}`);
      return number;
    },
  };
}

export function numberIn(answer: unknown): number {
  const number = fieldOf(answer, "number");
  if (typeof number !== "number") throw new Error("There is no number");
  return number;
}

function textIn(answer: unknown, key: string): string {
  const text = fieldOf(answer, key);
  if (typeof text !== "string") throw new Error(`There is no ${key}`);
  return text;
}

export function fieldOf(answer: unknown, key: string): unknown {
  return typeof answer === "object" && answer !== null && key in answer
    ? Object.entries(answer).find(([name]) => name === key)?.[1]
    : undefined;
}

function pullOf({ path, body }: ApiRequest): number {
  const [, listed] = /\/pulls\/(\d+)\/files$/.exec(path) ?? [];
  const asked = fieldOf(fieldOf(body, "variables"), "number");
  return Number(listed ?? asked ?? 0);
}
