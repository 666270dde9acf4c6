import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { manifestOf } from "../../../src/app/webhook/app-manifest.ts";
import { examine } from "../../../src/cli/doctor/run-doctor.ts";
import type { Finding } from "../../../src/cli/doctor/finding.ts";
import { LABEL_STYLES } from "../../../src/text/label-style.ts";
import { connectPerson } from "../../../src/demo/person-api.ts";
import type { PersonApi } from "../../../src/demo/person-api.ts";
import { startLocalGitHub } from "@dakor/local-github";
import type { LocalGitHub } from "@dakor/local-github";
import { initWorkflow } from "../init-workflow.ts";

const SHA = "0123456789abcdef0123456789abcdef01234567";
export const APP_ID = 4242;
/** The App behind all workflows. */
export const ACTIONS = 15_368;

/** As init writes it, but for the name of the job. */
export const GOOD_WORKFLOW = initWorkflow("dakor.yml", `acme/dakor@${SHA}`).replace(
  "    name: dakor\n",
  "    name: dakor gate\n",
);

export const GOOD_FORM = `name: Incident
description: Production is broken
labels: [incident]
body:
  - type: dropdown
    attributes:
      label: Severity
      options: [critical, major, minor]
  - type: input
    attributes:
      label: Who or what is affected?
  - type: textarea
    attributes:
      label: How can anyone see it fail?
`;

const WORKFLOW_PATH = ".github/workflows/dakor.yml";
const FORM_PATH = ".github/ISSUE_TEMPLATE/incident.yml";

export type Stage = {
  readonly github: LocalGitHub;
  readonly lea: PersonApi;
  /** By REST, as lea, who administers the repository. */
  readonly send: (method: string, path: string, body: unknown) => Promise<void>;
  readonly write: (path: string, text: string) => Promise<void>;
  /** Changes the workflow's text. */
  readonly workflow: (from: string, to: string) => Promise<void>;
  /** Adds the bot's workflow, as init writes it but for this. */
  readonly bot: (from: string, to: string) => Promise<void>;
  readonly form: (from: string, to: string) => Promise<void>;
  /** What the App's server answers to webhooks. */
  readonly answer: (status: number) => void;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly look: (change?: Look) => Promise<readonly Finding[]>;
  /** The requests since the start, people's among them. */
  readonly asked: () => readonly string[];
  readonly close: () => Promise<void>;
};

export type Look = {
  readonly environment?: Readonly<Record<string, string | undefined>>;
  readonly now?: () => number;
  readonly cwd?: string;
  readonly repo?: string;
};

export type StageOptions = {
  readonly permissions?: Readonly<Record<string, string>>;
  readonly events?: readonly string[];
};

/** A repository as it should be, on a local GitHub, and somebody who looks at it. */
export async function startStage(options: StageOptions = {}): Promise<Stage> {
  let status = 202;
  const asked: string[] = [];
  const receiver = createServer((request, response) => {
    request.resume();
    response.writeHead(status).end();
  });
  await new Promise<void>((resolve) => {
    receiver.listen(0, "127.0.0.1", resolve);
  });
  const address = receiver.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  const github = await startLocalGitHub({
    owner: "acme",
    repo: "shop",
    users: [
      { login: "lea", role: "admin" },
      { login: "john", role: "write" },
    ],
    app: {
      slug: "dakor",
      appId: APP_ID,
      webhookSecret: "secret",
      webhookUrl: `http://127.0.0.1:${port}`,
      ...manifestOf("full"),
      ...options,
    },
    observe: ({ method, path, operation }) => asked.push(operation ?? `${method} ${path}`),
  });
  const empty = await mkdtemp(join(tmpdir(), "dakor-doctor-"));
  const token = github.tokenOf("lea");
  const lea = connectPerson({ origin: github.url, slug: "acme/shop", token });
  const send: Stage["send"] = async (method, path, body) => {
    const answer = await fetch(`${github.url}/api/v3/repos/acme/shop${path}`, {
      method,
      headers: { authorization: `Bearer ${token}` },
      body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
  };
  const write: Stage["write"] = (path, text) =>
    lea.writeFile({ path, text, message: `Write ${path}`, branch: "main" });
  const changed = (path: string, good: string): Stage["workflow"] => {
    return (from, to) => {
      const text = good.replace(from, () => to);
      if (text === good) throw new Error(`There is no ${from}`);
      return write(path, text);
    };
  };
  const environment = {
    PATH: process.env["PATH"],
    GITHUB_TOKEN: token,
    GITHUB_API_URL: `${github.url}/api/v3`,
    GITHUB_GRAPHQL_URL: `${github.url}/api/graphql`,
    APP_ID: String(APP_ID),
    PRIVATE_KEY: github.privateKey,
    WEBHOOK_SECRET: "0123456789abcdef0123456789abcdef",
  };
  for (const [name, style] of Object.entries(LABEL_STYLES)) {
    await send("POST", "/labels", { name, ...style });
  }
  await write(".github/dakor.yml", "timezone: Europe/Madrid\nescalation: [lea]\n");
  await write(WORKFLOW_PATH, GOOD_WORKFLOW);
  await write(FORM_PATH, GOOD_FORM);
  await write("docs/incidents/README.md", "Reports\n");
  await github.settled();
  return {
    github,
    lea,
    send,
    write,
    workflow: changed(WORKFLOW_PATH, GOOD_WORKFLOW),
    bot: changed(
      ".github/workflows/dakor-bot.yml",
      initWorkflow("dakor-bot.yml", `acme/dakor@${SHA}`),
    ),
    form: changed(FORM_PATH, GOOD_FORM),
    answer: (code) => (status = code),
    environment,
    asked: () => [...asked],
    look: async (change = {}) => {
      await github.settled();
      const { findings } = await examine(
        {
          repo: change.repo ?? "acme/shop",
          app: undefined,
          explain: undefined,
          json: false,
          cwd: change.cwd ?? empty,
        },
        { ...environment, ...change.environment },
        change.now,
      );
      return findings;
    },
    close: async () => {
      await github.close();
      await new Promise((resolve) => {
        receiver.close(resolve);
      });
      await rm(empty, { recursive: true });
    },
  };
}

/** Makes these checks required on main; a number is their source. */
export function requiring(checks: Readonly<Record<string, number | undefined>>): unknown {
  const required_status_checks = Object.entries(checks).map(([context, integration_id]) => ({
    context,
    ...(integration_id === undefined ? {} : { integration_id }),
  }));
  return {
    name: "Gate",
    target: "branch",
    enforcement: "active",
    conditions: { ref_name: { include: ["~DEFAULT_BRANCH"], exclude: [] } },
    rules: [
      {
        type: "required_status_checks",
        parameters: { strict_required_status_checks_policy: false, required_status_checks },
      },
    ],
  };
}
