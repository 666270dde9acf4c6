import { listOf, numberOf, parseJson, recordOf } from "@dakor/local-github/narrow";
import type { Delivery } from "@dakor/local-github";
import { startLocalGitHub } from "@dakor/local-github";
import { readManifest } from "../../src/cli/demo/start-app.ts";
import { LABEL_STYLES } from "../../src/text/label-style.ts";
import { settler } from "../faults/play.ts";
import { startProduct } from "../faults/product.ts";
import { storyClock } from "../faults/story-clock.ts";
import { createCounter } from "./count-requests.ts";
import type { Request } from "./count-requests.ts";

/** A repository with people, the product, and a count of what the product asks. */
export type Stage = {
  readonly open: (...labels: readonly string[]) => Promise<number>;
  readonly say: (number: number, body: string) => Promise<void>;
  /** Number of a merged pull request that nobody has reverted. */
  readonly mergePull: () => Promise<number>;
  /** All that the product asks until it rests; nobody's role is remembered from before. */
  readonly count: (act: () => Promise<unknown>) => Promise<readonly Request[]>;
  readonly close: () => Promise<void>;
};

const SECOND = 1000;
const BODY = "### Severity\n\ncritical\n\n### Who or what is affected?\n\nCustomers";

export async function startStage(options: { readonly hasLabels: boolean }): Promise<Stage> {
  const clock = storyClock(Date.UTC(2026, 1, 15, 10));
  const counter = createCounter();
  let sent: readonly Delivery[] = [];
  let pulls = 0;
  const github = await startLocalGitHub({
    owner: "acme",
    repo: "shop",
    users: [{ login: "lea", role: "admin" }],
    app: { slug: "dakor", appId: 7, webhookSecret: "secret", ...(await readManifest()) },
    now: clock.now,
    deliver: (delivery) => {
      sent = [...sent, delivery];
      return "drop";
    },
  });

  async function call(method: string, path: string, body?: object): Promise<unknown> {
    const response = await fetch(`${github.url}/api/v3/repos/acme/shop${path}`, {
      method,
      headers: { authorization: `Bearer ${github.tokenOf("lea")}` },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const answer = parseJson(await response.text());
    if (!response.ok) throw new Error(`${method} ${path}: ${JSON.stringify(answer)}`);
    return answer;
  }

  const known = listOf(await call("GET", "/labels")).map((label) => recordOf(label)["name"]);
  const labels = Object.entries(LABEL_STYLES).filter(([name]) => !known.includes(name));
  for (const [name, { color }] of options.hasLabels ? labels : []) {
    await call("POST", "/labels", { name, color });
  }
  const product = await startProduct(github, clock, { fetch: counter.fetch });
  const take = (): readonly Delivery[] => {
    const taken = sent;
    sent = [];
    return taken;
  };
  const settle = settler({ product, clock, take });
  await settle(clock.now() + SECOND);

  return {
    open: async (...labelled) => {
      const issue = { title: "Saved cards are refused", body: BODY, labels: labelled };
      return numberOf(recordOf(await call("POST", "/issues", issue))["number"]);
    },
    say: async (number, body) => {
      await call("POST", `/issues/${number}/comments`, { body });
    },
    mergePull: async () => {
      pulls += 1;
      const head = `change-${pulls}`;
      const main = recordOf(recordOf(await call("GET", "/git/ref/heads/main"))["object"]);
      await call("POST", "/git/refs", { ref: `refs/heads/${head}`, sha: main["sha"] });
      const content = Buffer.from(head).toString("base64");
      await call("PUT", `/contents/${head}.txt`, { message: head, content, branch: head });
      const pull = { title: head, head, base: "main" };
      const number = numberOf(recordOf(await call("POST", "/pulls", pull))["number"]);
      await call("PUT", `/pulls/${number}/merge`, {});
      return number;
    },
    count: async (act) => {
      // Longer than roles are remembered, and all in all shorter than the promises of the other incidents.
      await settle(clock.now() + 61 * SECOND);
      counter.reset();
      await act();
      await settle(clock.now() + 15 * SECOND);
      return counter.requests();
    },
    close: async () => {
      await product.stop();
      await github.close();
    },
  };
}
