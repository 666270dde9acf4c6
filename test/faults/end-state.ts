import { parseMarker } from "../../src/core/model/marker.ts";
import { listOf, numberOf, recordOf, textOf } from "@dakor/local-github/narrow";
import type { Json } from "@dakor/local-github";

/** What people see in the end. */
export type EndState = {
  readonly threads: readonly Thread[];
  readonly labels: readonly string[];
};

export type Thread = {
  readonly number: number;
  readonly title: string;
  readonly body: string;
  readonly state: string;
  readonly labels: readonly string[];
  /** The bot's own comments by their markers, sorted. */
  readonly own: readonly string[];
  readonly reactions: readonly string[];
  readonly pull?: { readonly head: string; readonly isMerged: boolean; readonly report: string };
};

type Reader = {
  readonly get: (path: string) => Promise<unknown>;
  readonly origin: string;
  /** Whose comments are the bot's. */
  readonly bots?: readonly string[];
};

const BOT = "dakor[bot]";

export async function readEndState({ get, origin, bots = [BOT] }: Reader): Promise<EndState> {
  const isOwn = (comment: Json): boolean =>
    bots.includes(textOf(recordOf(comment["user"])["login"]));
  const list = async (path: string): Promise<readonly Json[]> =>
    listOf(await get(`${path}${path.includes("?") ? "&" : "?"}per_page=100`)).map(recordOf);
  const plain = (text: unknown): string =>
    textOf(text)
      .replaceAll(origin, "https://github.com")
      .replaceAll(/\b[0-9a-f]{40}\b/g, "SHA")
      // The digest of a part in which the origin, and so the port, may stand.
      .replaceAll(/(dakor:begin \w+) [0-9a-f]{8}/g, "$1 DIGEST")
      // Work that another process takes over is done some seconds later, and the record says up to when it was judged.
      // A message that is told again some seconds later is told then.
      .replace(/<!-- dakor delivered .*/, (notes) =>
        notes.replaceAll(/"at":"[^"]*"/g, '"at":"THEN"'),
      )
      .replace(/(?<=<!-- dakor record \{"v":1,"until":)"[^"]*"/, '"THEN"');

  async function readPull(number: number): Promise<NonNullable<Thread["pull"]>> {
    const pull = recordOf(await get(`/pulls/${number}`));
    const head = textOf(recordOf(pull["head"])["ref"]);
    const isReport = head.startsWith("dakor/report-");
    const files = isReport ? await list(`/pulls/${number}/files`) : [];
    const texts = await Promise.all(
      files.map(async ({ filename }) => {
        const file = recordOf(await get(`/contents/${textOf(filename)}?ref=${head}`));
        const text = Buffer.from(textOf(file["content"]), "base64").toString("utf8");
        return `${textOf(filename)}\n${plain(text)}`;
      }),
    );
    return { head, isMerged: pull["merged"] === true, report: texts.join("\n") };
  }

  async function readThread(issue: Json): Promise<Thread> {
    const number = numberOf(issue["number"]);
    const comments = await list(`/issues/${number}/comments`);
    return {
      number,
      title: textOf(issue["title"]),
      body: plain(issue["body"]),
      state: `${textOf(issue["state"])} ${textOf(issue["state_reason"])}`.trim(),
      labels: listOf(issue["labels"])
        .map((label) => textOf(recordOf(label)["name"]))
        .toSorted(),
      own: comments
        .filter(isOwn)
        .map((comment) => plain(comment["body"]))
        .toSorted(),
      reactions: comments
        .filter((comment) => !isOwn(comment))
        .map((comment) => `${textOf(comment["body"])}: ${shownReactions(comment)}`),
      ...("pull_request" in issue ? { pull: await readPull(number) } : {}),
    };
  }

  const issues = await list("/issues?state=all");
  const labels = await list("/labels");
  return {
    threads: await Promise.all(
      issues
        .toSorted((one, other) => numberOf(one["number"]) - numberOf(other["number"]))
        .map(readThread),
    ),
    labels: labels.map((label) => textOf(label["name"])).toSorted(),
  };
}

function shownReactions(comment: Json): string {
  return Object.entries(recordOf(comment["reactions"]))
    .filter(([name, count]) => name !== "url" && name !== "total_count" && count !== 0)
    .map(([name, count]) => `${name} ${String(count)}`)
    .join(", ");
}

/** What each of the bot's comments is; a comment that is there twice is there twice here too. */
export function keysOf(thread: Thread): readonly string[] {
  return thread.own.map((body) => parseMarker(body)?.key ?? "no marker");
}
