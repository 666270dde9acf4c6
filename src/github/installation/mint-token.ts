import { failure } from "../client/failure.ts";
import type { Failure } from "../client/failure.ts";
import type { GitHub } from "../client/github.ts";
import { at, record, text } from "../client/narrow.ts";

type TokenAsked = {
  readonly installation: number;
  /** Ids; left out: all that the installation may see. */
  readonly repositories?: readonly number[];
  /** Left out: all that was granted. */
  readonly permissions: Readonly<Record<string, "read" | "write">>;
};

/** What GitHub says when the installation has not agreed to a permission, or lost a repository. */
const NOT_GRANTED = /permissions requested are not granted/i;
const NO_REPOSITORY = /repository that does not exist|not accessible/i;

/**
 * A token for an hour. `github` has the App's own token: Octokit corrects its clock there, which it doesn't do when it
 * makes tokens by itself. Where not all was granted, it can do what was.
 */
export async function mintToken(github: GitHub, asked: TokenAsked): Promise<string> {
  try {
    return await mint(github, asked);
  } catch (thrown) {
    if (!NOT_GRANTED.test(messageOf(thrown))) throw failed(asked, thrown);
    const granted = await readGranted(github, asked);
    try {
      return await mint(github, { ...asked, permissions: lesserOf(asked.permissions, granted) });
    } catch (again) {
      throw failed(asked, again);
    }
  }
}

async function mint(
  github: GitHub,
  { installation, repositories, permissions }: TokenAsked,
): Promise<string> {
  const { data } = await github.request("POST /app/installations/{installation_id}/access_tokens", {
    installation_id: installation,
    permissions,
    ...(repositories && { repository_ids: repositories }),
  });
  return text(at(data, "token"));
}

async function readGranted(
  github: GitHub,
  asked: TokenAsked,
): Promise<Readonly<Record<string, unknown>>> {
  try {
    const { data } = await github.request("GET /app/installations/{installation_id}", {
      installation_id: asked.installation,
    });
    return record(at(data, "permissions"));
  } catch (thrown) {
    throw failed(asked, thrown);
  }
}

/** What may be asked for of what was granted. */
function lesserOf(
  wanted: TokenAsked["permissions"],
  granted: Readonly<Record<string, unknown>>,
): TokenAsked["permissions"] {
  return Object.fromEntries(
    Object.entries(wanted).flatMap(([name, level]) => {
      const most = granted[name];
      if (most === undefined) return [];
      return [[name, most === "read" ? "read" : level] as const];
    }),
  );
}

/** A repository that the installation has no longer is as good as gone. */
function failed({ installation }: TokenAsked, thrown: unknown): Failure {
  const found = failure(`make a token for the installation ${installation}`, thrown);
  return found.status === 422 && NO_REPOSITORY.test(found.message)
    ? Object.assign(found, { status: 404 })
    : found;
}

function messageOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : "";
}
