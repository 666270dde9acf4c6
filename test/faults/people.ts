import type { Step, Story } from "../story.ts";
import type { LocalGitHub } from "@dakor/local-github";
import { listOf, numberOf, parseJson, recordOf, textOf } from "@dakor/local-github/narrow";

/** What the people of a story do, with their own tokens. */
export type People = {
  readonly open: (issue: Story["issue"]) => Promise<void>;
  readonly act: (step: Step) => Promise<void>;
  readonly get: (path: string) => Promise<unknown>;
};

type Call = {
  readonly method: "GET" | "POST" | "PATCH" | "PUT" | "DELETE";
  readonly path: string;
  readonly by: string;
  readonly body?: unknown;
};

const REPO = "/repos/acme/shop";
/** In a story, the revert of #12 is #912. */
const REVERT = 900;

/** A story's numbers stand for those that the local GitHub gives: people write the real ones. */
export function connectPeople(github: LocalGitHub): People {
  const numbers = new Map<number, number>();
  const comments = new Map<string, number>();
  let incident = 0;

  async function call({ method, path, by, body }: Call): Promise<unknown> {
    const response = await fetch(`${github.url}/api/v3${REPO}${path}`, {
      method,
      headers: { authorization: `Bearer ${github.tokenOf(by)}` },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const answer = parseJson(await response.text());
    if (response.ok) return answer;
    throw new Error(`${method} ${path} by ${by}: ${response.status} ${JSON.stringify(answer)}`);
  }

  const get = (path: string): Promise<unknown> => call({ method: "GET", path, by: "lea" });

  async function numberFor(named: number): Promise<number> {
    const known = numbers.get(named);
    if (known !== undefined) return known;
    const reverted = numbers.get(named - REVERT);
    const pulls = listOf(await get("/pulls?state=all&per_page=100")).map(recordOf);
    const revert = pulls.find((pull) =>
      textOf(recordOf(pull["head"])["ref"]).startsWith(`revert-${reverted}-`),
    );
    if (revert === undefined) throw new Error(`There is no #${named}`);
    return numberOf(revert["number"]);
  }

  function wordsOf(text: string | undefined): string {
    return (text ?? "").replaceAll(
      /#(\d+)/g,
      (all, number) => `#${numbers.get(Number(number)) ?? all.slice(1)}`,
    );
  }

  async function openPull(pull: NonNullable<Step["pull"]>, by: string): Promise<void> {
    const { number, title = `Change ${number}`, files = [`change-${number}.txt`] } = pull;
    const head = pull.head ?? `change-${number}`;
    const main = recordOf(recordOf(await get("/git/ref/heads/main"))["object"]);
    const ref = { ref: `refs/heads/${head}`, sha: main["sha"] };
    await call({ method: "POST", path: "/git/refs", by, body: ref });
    for (const path of files) {
      const content = Buffer.from(`${title}\n`).toString("base64");
      const body = { message: title, content, branch: head };
      await call({ method: "PUT", path: `/contents/${path}`, by, body });
    }
    const body = { title: wordsOf(title), body: wordsOf(pull.body), head, base: "main" };
    const made = recordOf(await call({ method: "POST", path: "/pulls", by, body }));
    numbers.set(number, numberOf(made["number"]));
  }

  async function actOnComment(step: Step, by: string): Promise<void> {
    const body = typeof step.comment === "string" ? step.comment : undefined;
    const named = comments.get(step.edit ?? step.delete ?? "");
    if (named !== undefined) {
      const method = step.delete === undefined ? "PATCH" : "DELETE";
      const words = method === "PATCH" ? { body: { body: wordsOf(body) } } : {};
      await call({ method, path: `/issues/comments/${named}`, by, ...words });
      return;
    }
    const path = `/issues/${incident}/comments`;
    const made = await call({ method: "POST", path, by, body: { body: wordsOf(body) } });
    if (step.as !== undefined) comments.set(step.as, numberOf(recordOf(made)["id"]));
  }

  async function actOnIssue(step: Step, by: string): Promise<void> {
    const path = `/issues/${incident}`;
    const change = (body: object): Promise<unknown> => call({ method: "PATCH", path, by, body });
    if (step.close !== undefined) await change({ state: "closed", state_reason: step.close });
    if (step.reopen !== undefined) await change({ state: "open" });
    if (step.rename !== undefined) await change({ title: step.rename });
    const labels = `${path}/labels`;
    if (step.label !== undefined) {
      await call({ method: "POST", path: labels, by, body: { labels: [step.label] } });
    }
    if (step.unlabel !== undefined) {
      await call({ method: "DELETE", path: `${labels}/${encodeURIComponent(step.unlabel)}`, by });
    }
    for (const [method, login] of [
      ["POST", step.assign],
      ["DELETE", step.unassign],
    ] as const) {
      const body = { assignees: [login] };
      if (login !== undefined) await call({ method, path: `${path}/assignees`, by, body });
    }
  }

  return {
    get,
    open: async ({ title, body = "", author = "lea", labels = [] }) => {
      const made = await call({
        method: "POST",
        path: "/issues",
        by: author,
        body: { title, body, labels },
      });
      incident = numberOf(recordOf(made)["number"]);
      numbers.set(42, incident);
    },
    act: async (step) => {
      const by = step.by ?? "lea";
      if (step.comment !== undefined || step.delete !== undefined) return actOnComment(step, by);
      if (step.pull !== undefined) return openPull(step.pull, by);
      if (step.merge !== undefined) {
        const path = `/pulls/${await numberFor(step.merge)}/merge`;
        await call({ method: "PUT", path, by, body: {} });
      }
      if (step["close-pull"] !== undefined) {
        const path = `/pulls/${await numberFor(step["close-pull"])}`;
        await call({ method: "PATCH", path, by, body: { state: "closed" } });
      }
      return actOnIssue(step, by);
    },
  };
}

/** Files of the default branch, made before anything happens. */
export async function addFile(
  github: LocalGitHub,
  path: string,
  text: string | undefined,
): Promise<void> {
  if (text === undefined) return;
  const content = Buffer.from(text).toString("base64");
  const response = await fetch(`${github.url}/api/v3${REPO}/contents/${path}`, {
    method: "PUT",
    headers: { authorization: `Bearer ${github.tokenOf("lea")}` },
    body: JSON.stringify({ message: path, content, branch: "main" }),
  });
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
}
