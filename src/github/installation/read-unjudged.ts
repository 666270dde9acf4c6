import { CHECK_NAME } from "../check/check-run.ts";
import type { GitHub } from "../client/github.ts";
import { at, count, isRecord, nodes } from "../client/narrow.ts";
import type { Recent } from "./read-recent.ts";
import { askEach } from "../client/ask-each.ts";

const PULLS_PER_REQUEST = 50;

/** The pull requests whose newest commit has no check of this App: nobody told it of them. */
export async function readUnjudged(
  github: GitHub,
  pulls: readonly Recent[],
  app: number,
): Promise<readonly Recent[]> {
  const answers = await askEach(github, pulls, {
    operation: `look for the checks of ${pulls.length} pull requests`,
    begins: "query ReadUnjudged",
    alias: "pull",
    field: "node(id: $id) { ...Head }",
    types: { id: "ID!" },
    values: ({ id }) => ({ id }),
    shared: { types: { app: "Int!", check: "String!" }, values: { app, check: CHECK_NAME } },
    fragments: [HEAD],
    perRequest: PULLS_PER_REQUEST,
    isInTurn: true,
  });
  return pulls.filter((_, index) => isUnjudged(answers[index]));
}

function isUnjudged(pull: unknown): boolean {
  if (!isRecord(pull) || pull["state"] !== "OPEN") return false;
  const [last] = nodes(pull["commits"]);
  const suites = nodes(at(last, "commit", "checkSuites"));
  return suites.every((suite) => count(at(suite, "checkRuns", "totalCount")) === 0);
}

const HEAD = `fragment Head on PullRequest {
    state
    commits(last: 1) {
      nodes {
        commit {
          checkSuites(first: 1, filterBy: { appId: $app, checkName: $check }) {
            nodes {
              checkRuns(first: 1, filterBy: { appId: $app, checkName: $check }) { totalCount }
            }
          }
        }
      }
    }
  }`;
