import { connectPerson } from "../../src/demo/person-api.ts";
import type { PersonApi } from "../../src/demo/person-api.ts";
import { listOf, numberOf, parseJson, recordOf, textOf } from "@dakor/local-github/narrow";
import type { Delivery } from "@dakor/local-github";
import type { Exchange, FaultHook } from "@dakor/local-github";
import { startLocalGitHub } from "@dakor/local-github";
import type { LocalGitHub } from "@dakor/local-github";
import { readManifest } from "../../src/cli/demo/start-app.ts";
import { startProduct } from "../faults/product.ts";
import type { Product, ProductOptions } from "../faults/product.ts";
import { storyClock } from "../faults/story-clock.ts";
import type { StoryClock } from "../faults/story-clock.ts";

export type ShownCheck = {
  readonly id: number;
  readonly conclusion: string;
  readonly title: string;
  readonly summary: string;
  readonly annotations: number;
};

/** A repository with the App, in this process: webhooks come when the test lets them. */
export type GateStage = {
  readonly as: (login: "lea" | "john") => PersonApi;
  readonly clock: StoryClock;
  readonly product: Product;
  readonly github: LocalGitHub;
  /** Opens a pull request that changes these files; its number. */
  readonly open: (branch: string, paths: readonly string[]) => Promise<number>;
  /** One more pull request for a branch, to be merged into another branch. */
  readonly openOn: (branch: string, base: string) => Promise<number>;
  readonly headOf: (branch: string) => Promise<string>;
  readonly push: (branch: string, path: string) => Promise<void>;
  readonly declare: (commands: string) => Promise<number>;
  /** Delivers every webhook, and waits until the App is done, with all that it wants to do in so many milliseconds. */
  readonly settle: (within?: number) => Promise<void>;
  readonly checkOf: (pull: number) => Promise<ShownCheck | undefined>;
  /** All checks on the pull request's head, the newest first. */
  readonly checksOf: (pull: number) => Promise<readonly ShownCheck[]>;
  readonly send: (method: string, path: string, body?: unknown) => Promise<unknown>;
  /** A comment as GitHub's page shows it. */
  readonly htmlOf: (comment: number) => Promise<string>;
  readonly manifest: Awaited<ReturnType<typeof readManifest>>;
  /** What the App asked since the last call: "GET /repos/…", "mutation ApplyWrites". */
  readonly asked: () => readonly string[];
  /** The commit before all others. */
  readonly root: string;
  readonly close: () => Promise<void>;
};

const START = Date.parse("2026-02-17T10:00:00Z");
/** Milliseconds: whatever is to follow at once; promises and overrides keep their time. */
const FOLLOWS_WITHIN = 3000;
const SLUG = "acme/shop";

export async function gateStage(
  fault?: FaultHook,
  hear: (exchange: Exchange) => void = () => undefined,
  productOf: (clock: StoryClock) => ProductOptions = () => ({}),
): Promise<GateStage> {
  const clock = storyClock(START);
  const manifest = await readManifest();
  let waiting: readonly Delivery[] = [];
  let asked: readonly string[] = [];
  const github = await startLocalGitHub({
    owner: "acme",
    repo: "shop",
    users: [
      { login: "lea", role: "maintain" },
      { login: "john", role: "write" },
      { login: "kim", role: "write" },
      { login: "tess", role: "triage" },
      { login: "zoe", role: "read" },
    ],
    teams: ["ops"],
    app: { slug: "dakor", appId: 7, webhookSecret: "secret", ...manifest },
    now: clock.now,
    ...(fault === undefined ? {} : { fault }),
    observe: (exchange) => {
      hear(exchange);
      const { actor, method, path, operation } = exchange;
      if (actor.kind !== "installation") return;
      asked = [...asked, path === "/graphql" ? (operation ?? "") : `${method} ${path}`];
    },
    deliver: (delivery) => {
      waiting = [...waiting, delivery];
      return "drop";
    },
  });
  const as = (login: string): PersonApi =>
    connectPerson({ origin: github.url, slug: SLUG, token: github.tokenOf(login) });
  const lea = as("lea");
  const write = (branch: string, path: string): Promise<void> =>
    lea.writeFile({ path, text: `${branch} ${waiting.length} ${path}`, message: "Change", branch });
  const headers = { authorization: `Bearer ${github.tokenOf("lea")}` };
  const htmlOf = async (comment: number): Promise<string> => {
    const url = `${github.url}/api/v3/repos/${SLUG}/issues/comments/${comment}`;
    const accept = "application/vnd.github.full+json";
    const response = await fetch(url, { headers: { ...headers, accept } });
    return textOf(recordOf(parseJson(await response.text()))["body_html"]);
  };
  const send = async (method: string, path: string, body?: unknown): Promise<unknown> => {
    const response = await fetch(`${github.url}/api/v3/repos/${SLUG}${path}`, {
      method,
      headers,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return parseJson(await response.text());
  };
  const headOf = async (branch: string): Promise<string> =>
    textOf(recordOf(recordOf(await send("GET", `/git/ref/heads/${branch}`))["object"])["sha"]);
  const root = await headOf("main");
  await write("main", "src/checkout/pay.ts");
  await write("main", "src/catalog/list.ts");
  await lea.writeFile({
    path: ".github/dakor.yml",
    text: 'timezone: UTC\ncomponents:\n  checkout: ["src/checkout/**"]\n',
    message: "Configure",
    branch: "main",
  });
  waiting = [];
  const product = await startProduct(github, clock, productOf(clock));
  const settle = async (within = FOLLOWS_WITHIN): Promise<void> => {
    const end = clock.now() + within;
    await product.idle();
    for (let quiet = 0; quiet < 2;) {
      const sent = waiting;
      waiting = [];
      for (const delivery of sent) await product.receive(delivery);
      await product.idle();
      const next = clock.next();
      const isDue = next !== undefined && next <= Math.max(end, clock.now() + FOLLOWS_WITHIN);
      if (isDue) clock.jump(next);
      quiet = sent.length === 0 && !isDue ? quiet + 1 : 0;
    }
  };
  const checksOf = async (pull: number): Promise<readonly ShownCheck[]> => {
    const { head } = recordOf(await send("GET", `/pulls/${pull}`));
    const path = `/commits/${textOf(recordOf(head)["sha"])}/check-runs?filter=all`;
    const runs = listOf(recordOf(await send("GET", path))["check_runs"]).map((run) => {
      const { id, conclusion, output } = recordOf(run);
      const { title, summary, annotations_count } = recordOf(output);
      return {
        id: numberOf(id),
        conclusion: textOf(conclusion),
        title: textOf(title),
        summary: textOf(summary),
        annotations: numberOf(annotations_count),
      };
    });
    return runs.toSorted((one, other) => other.id - one.id);
  };
  return {
    as,
    clock,
    product,
    github,
    manifest,
    settle,
    htmlOf,
    send,
    checksOf,
    checkOf: async (pull) => (await checksOf(pull))[0],
    open: async (branch, paths) => {
      await lea.branch(branch);
      for (const path of paths) await write(branch, path);
      return lea.openPull({ title: branch, body: "", head: branch });
    },
    openOn: async (head, base) =>
      numberOf(recordOf(await send("POST", "/pulls", { title: head, head, base }))["number"]),
    headOf,
    root,
    push: write,
    declare: async (commands) => {
      const issue = await send("POST", "/issues", { title: "Cards are refused" });
      const number = numberOf(recordOf(issue)["number"]);
      await lea.comment(number, "/incident");
      await lea.comment(number, commands);
      return number;
    },
    asked: () => {
      const all = asked;
      asked = [];
      return all;
    },
    close: async () => {
      await product.stop();
      await github.close();
    },
  };
}
