import { createServer } from "node:http";

export type StubOptions = {
  readonly files: number;
  readonly incidents: number;
  /** Milliseconds before each answer. */
  readonly latency: number;
};

export type Stub = {
  readonly url: string;
  readonly requests: () => number;
  /** The most that were under way at the same time. */
  readonly parallel: () => number;
  /** When the first request came since it was asked to forget, by `performance.now()`. */
  readonly firstAt: () => number;
  readonly reset: () => void;
  readonly close: () => Promise<void>;
};

/** As much of GitHub as the gate asks, with every answer made before it is timed. */
export async function startStub({ files, incidents, latency }: StubOptions): Promise<Stub> {
  const pages = Array.from({ length: Math.max(1, Math.ceil(files / 100)) }, (_, page) =>
    JSON.stringify(filesOf(page, Math.min(100, files - page * 100))),
  );
  const first = JSON.stringify({ data: firstAnswer(files, incidents) });
  const head = JSON.stringify({
    data: { repository: { pullRequest: { headRefOid: HEAD } } },
  });
  const role = JSON.stringify({ permission: "write", role_name: "maintain" });
  let requests = 0;
  let firstAt = 0;
  let running = 0;
  let parallel = 0;
  const server = createServer((request, response) => {
    if (requests === 0) firstAt = performance.now();
    requests += 1;
    running += 1;
    parallel = Math.max(parallel, running);
    let body = "";
    request.on("data", (part: Buffer) => (body += part.toString()));
    request.on("end", () => {
      const url = request.url ?? "";
      const page = Number(/[?&]page=(\d+)/.exec(url)?.[1] ?? 1);
      const answer = url.includes("/files")
        ? (pages[page - 1] ?? "[]")
        : url.includes("/permission")
          ? role
          : body.includes("ReadHead")
            ? head
            : first;
      setTimeout(() => {
        running -= 1;
        response.writeHead(200, { "content-type": "application/json" });
        response.end(answer);
      }, latency);
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}`,
    requests: () => requests,
    parallel: () => parallel,
    firstAt: () => firstAt,
    reset: () => {
      requests = 0;
      parallel = 0;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

const HEAD = "b".repeat(40);
const DATE = "2026-02-15T10:00:00Z";
const LEA = { __typename: "User", login: "lea" };

function firstAnswer(files: number, incidents: number): unknown {
  return {
    viewer: { login: "github-actions[bot]" },
    repository: {
      id: "R_1",
      name: "shop",
      url: "https://github.com/acme/shop",
      owner: { login: "acme" },
      defaultBranchRef: { name: "main", target: { oid: "a".repeat(40) } },
      config: { __typename: "Blob", text: "timezone: UTC\n" },
      reports: null,
      open: listOf(Array.from({ length: incidents }, (_, index) => incident(index))),
      owed: listOf([]),
      recent: listOf([]),
      kludges: { nodes: [] },
      pullRequest: {
        id: "PR_12",
        number: 12,
        url: "https://github.com/acme/shop/pull/12",
        title: "Change many things",
        body: "",
        state: "OPEN",
        createdAt: DATE,
        closedAt: null,
        mergedAt: null,
        headRefName: "change",
        headRefOid: HEAD,
        isCrossRepository: false,
        author: { __typename: "User", login: "john" },
        labels: { nodes: [] },
        comments: listOf([]),
        baseRefName: "main",
        baseRefOid: "a".repeat(40),
        changedFiles: files,
        headRef: {
          target: { oid: HEAD, committedDate: DATE, checkSuites: { nodes: [{ createdAt: DATE }] } },
        },
        commits: { nodes: [] },
      },
    },
  };
}

function listOf(nodes: readonly unknown[]): unknown {
  return { pageInfo: { hasNextPage: false, endCursor: null }, nodes };
}

/** Declared by hand, with five paths and a day's talk. */
function incident(index: number): unknown {
  const number = 100 + index;
  const url = `https://github.com/acme/shop/issues/${number}`;
  const paths = Array.from({ length: 5 }, (_, path) => `packages/part-${index}/${path}/**`);
  const talk = Array.from({ length: 20 }, (_, at) =>
    comment(`IC_${number}_${at}`, url, `We look at part ${at}, _still_: \`src/${at}\`.`),
  );
  return {
    id: `I_${number}`,
    number,
    url,
    title: `Part ${index} is down`,
    body: "### Severity\n\ncritical",
    state: "OPEN",
    stateReason: null,
    createdAt: DATE,
    lastEditedAt: null,
    author: LEA,
    editor: null,
    labels: { nodes: [{ name: "incident" }, { name: "dakor:kludge" }] },
    timelineItems: listOf([
      {
        __typename: "LabeledEvent",
        id: `LE_${number}`,
        createdAt: DATE,
        actor: LEA,
        label: { name: "incident" },
      },
      comment(`IC_${number}_p`, url, `/paths ${paths.join(" ")}`),
      ...talk,
    ]),
  };
}

function comment(id: string, url: string, body: string): unknown {
  return {
    __typename: "IssueComment",
    id,
    createdAt: DATE,
    body,
    url: `${url}#${id}`,
    lastEditedAt: null,
    author: LEA,
    editor: null,
  };
}

/** About a kilobyte each, as with a patch. The last one is in an incident's path. */
function filesOf(page: number, most: number): readonly unknown[] {
  return Array.from({ length: most }, (_, index) => {
    const path =
      page === 0 && index === most - 1
        ? "packages/part-0/3/index.ts"
        : `src/module-${page}/file-${index}.ts`;
    return {
      sha: HEAD,
      filename: path,
      status: "modified",
      additions: 10,
      deletions: 2,
      changes: 12,
      blob_url: `https://github.com/acme/shop/blob/${HEAD}/${path}`,
      raw_url: `https://github.com/acme/shop/raw/${HEAD}/${path}`,
      contents_url: `https://api.github.com/repos/acme/shop/contents/${path}?ref=${HEAD}`,
      patch: "@@ -1,5 +1,5 @@\n".padEnd(600, "+ something changed here\n"),
    };
  });
}
