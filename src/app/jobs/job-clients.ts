import type { Probot, ProbotOctokit } from "probot";
import type { PagingGitHub } from "../../github/client/paging-github.ts";
import { mintToken } from "../../github/installation/mint-token.ts";
import { RETRIES } from "../../core/model/retry.ts";
import { JOB_PERMISSIONS, type JobKind } from "../../core/model/permission.ts";
import type { Clocks } from "../../queue/clock.ts";
import type { JobClientOptions } from "./octokit.ts";
import { tokenCache } from "./token-cache.ts";

type JobClients = {
  /** A client that can do no more than this work needs, in one repository; without one, in the whole installation. */
  readonly connect: (
    kind: JobKind,
    place: { readonly installation: number; readonly repository?: number },
  ) => Promise<PagingGitHub>;
  /** Permissions have changed: from now on new tokens are made for this installation. */
  readonly forget: (installation: number) => void;
  /** A token was refused: the same, except for those that not all of GitHub's servers may know yet. */
  readonly doubt: (installation: number) => void;
};

/** Milliseconds after which a token that is refused isn't just new. */
const KNOWN_AFTER = 5000;

/** Work of dozens of requests: one that fails in passing shouldn't make all of them be asked again. */
const LONG: ReadonlySet<JobKind> = new Set(["sweep", "check"]);

/** Probot's own clients can do whatever the App may, everywhere. */
export function createJobClients(
  probot: Pick<Probot, "auth">,
  elapsed: Clocks["elapsed"],
): JobClients {
  const tokens = tokenCache(elapsed);
  return {
    connect: async (kind, { installation, repository }) => {
      const app = await probot.auth();
      const token = await tokens.read(
        { installation, name: `${kind} ${repository ?? "all"}` },
        () =>
          mintToken(app, {
            installation,
            permissions: JOB_PERMISSIONS[kind],
            ...(repository !== undefined && { repositories: [repository] }),
          }),
      );
      const rereads = LONG.has(kind) ? RETRIES.longRead.tries - 1 : 0;
      return clientLike(app, { auth: { token }, installation, rereads });
    },
    forget: (installation) => tokens.forget(installation),
    doubt: (installation) => tokens.forget(installation, KNOWN_AFTER),
  };
}

/** Another client of the same class: Probot's address, log and fetch come with it. */
function clientLike(app: ProbotOctokit, options: JobClientOptions): ProbotOctokit {
  const Client: unknown = app.constructor;
  if (!isClientClass(Client)) throw new Error("Probot's client has no class.");
  return new Client(options);
}

function isClientClass(value: unknown): value is new (own: JobClientOptions) => ProbotOctokit {
  return typeof value === "function";
}
