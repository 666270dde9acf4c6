import { at, isRecord } from "../github/client/narrow.ts";
import type { Connected } from "./connect.ts";
import { wrongUse } from "./exit-code.ts";

type NumberOf = "issue" | "pull request";

const INSTEAD: Readonly<Record<NumberOf, (number: number) => string>> = {
  issue: (number) => `an issue, not a pull request. Type: dakor show ${number}`,
  "pull request": (number) => `a pull request, not an issue. Type: dakor gate --pr ${number}`,
};

/** For a number that isn't what was looked for: issues and pull requests share them. Nothing where it is neither. */
export async function explainNumber(
  { github, place: { owner, repo } }: Connected,
  { number, wanted }: { readonly number: number; readonly wanted: NumberOf },
): Promise<Error | undefined> {
  const parameters = { owner, repo, issue_number: number };
  const found = await github
    .request("GET /repos/{owner}/{repo}/issues/{issue_number}", parameters)
    .catch(() => undefined);
  if (found === undefined) return undefined;
  const is: NumberOf = isRecord(at(found.data, "pull_request")) ? "pull request" : "issue";
  return is === wanted
    ? undefined
    : wrongUse(`${owner}/${repo}#${number} is ${INSTEAD[is](number)}`);
}
