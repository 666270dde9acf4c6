import { isWrongUse } from "./exit-code.ts";
import type { ExitName } from "./exit-code.ts";

/** What Node says where it can't run what isn't in the bundle. */
const SOURCES_ONLY: readonly unknown[] = [
  "ERR_MODULE_NOT_FOUND",
  "ERR_UNKNOWN_FILE_EXTENSION",
  "ERR_UNSUPPORTED_NODE_MODULES_TYPE_STRIPPING",
];

type Explained = { readonly name: ExitName; readonly message: string };

/** What to say of something that was thrown, and how to leave. Mistakes of our own are thrown again. */
export function explainFailure(thrown: unknown): Explained {
  if (isWrongUse(thrown)) return { name: "usage", message: thrown.message };
  if (isFromGitHub(thrown)) return { name: "unread", message: thrown.message };
  if (isSourcesOnly(thrown)) {
    return {
      name: "usage",
      message:
        "This command needs the sources and their packages: in a clone of the repository, type npm ci " +
        "(it brings the Node that they need), then npm run dakor -- and the same words.",
    };
  }
  throw thrown;
}

/** What src/github throws says what it was doing, and GitHub's status. */
function isFromGitHub(thrown: unknown): thrown is Error {
  return thrown instanceof Error && "operation" in thrown && "status" in thrown;
}

function isSourcesOnly(thrown: unknown): boolean {
  return thrown instanceof Error && "code" in thrown && SOURCES_ONLY.includes(thrown.code);
}
