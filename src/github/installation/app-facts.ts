import type { GitHub, RepoName } from "../client/github.ts";
import { at, count, list, record, text } from "../client/narrow.ts";
import type { Json } from "../client/narrow.ts";
import { createSign } from "node:crypto";

type Grants = Readonly<Record<string, string>>;

type Installation = {
  readonly url: string;
  readonly permissions: Grants;
  readonly isSuspended: boolean;
};

export type HookDelivery = {
  readonly event: string;
  /** HTTP's, or 0 where nobody answered. */
  readonly status: number;
  readonly isFailed: boolean;
  /** Milliseconds since 1970. */
  readonly at: number;
};

export type AppFacts = {
  readonly id: number;
  readonly slug: string;
  readonly url: string;
  readonly permissions: Grants;
  readonly events: readonly string[];
  /** Undefined where it isn't installed on the repository. */
  readonly installation: Installation | undefined;
  /** The newest hundred, the newest first. */
  readonly deliveries: readonly HookDelivery[];
};

/** GitHub refuses tokens from its future, and those that live longer than ten minutes. */
const BEFORE = 60;
const LIFE = 540;

/** What GitHub knows of the App; the client has the App's own token. */
export async function readApp(github: GitHub, place: RepoName): Promise<AppFacts> {
  const [{ data: app }, installation, { data: deliveries }] = await Promise.all([
    github.request("GET /app", {}),
    readInstallation(github, place),
    github.request("GET /app/hook/deliveries", { per_page: 100 }),
  ]);
  return {
    id: count(at(app, "id")),
    slug: text(at(app, "slug")),
    url: text(at(app, "html_url")),
    permissions: grantsOf(at(app, "permissions")),
    events: list(at(app, "events")).filter((event) => typeof event === "string"),
    installation,
    deliveries: list(deliveries).map(record).map(deliveryOf),
  };
}

async function readInstallation(
  github: GitHub,
  { owner, repo }: RepoName,
): Promise<Installation | undefined> {
  try {
    const { data } = await github.request("GET /repos/{owner}/{repo}/installation", {
      owner,
      repo,
    });
    return {
      url: text(at(data, "html_url")),
      permissions: grantsOf(at(data, "permissions")),
      isSuspended: typeof at(data, "suspended_at") === "string",
    };
  } catch (thrown) {
    if (at(thrown, "status") === 404) return undefined;
    throw thrown;
  }
}

function deliveryOf(json: Json): HookDelivery {
  const status = count(json["status_code"]);
  return {
    event: text(json["event"]),
    status,
    isFailed: status < 200 || status > 399,
    at: Date.parse(text(json["delivered_at"])),
  };
}

function grantsOf(value: unknown): Grants {
  return Object.fromEntries(
    Object.entries(record(value)).map(([name, level]) => [name, text(level)]),
  );
}

/** The App's own token. `now`: milliseconds since 1970. https://docs.github.com/apps/creating-github-apps/authenticating-with-a-github-app */
export function signAppToken(
  { appId, privateKey }: { readonly appId: number; readonly privateKey: string },
  now: number,
): string {
  const seconds = Math.floor(now / 1000);
  const claims = { iat: seconds - BEFORE, exp: seconds + LIFE, iss: String(appId) };
  const signed = [{ alg: "RS256", typ: "JWT" }, claims]
    .map((part) => Buffer.from(JSON.stringify(part)).toString("base64url"))
    .join(".");
  const signature = createSign("RSA-SHA256").update(signed).sign(privateKey, "base64url");
  return `${signed}.${signature}`;
}
