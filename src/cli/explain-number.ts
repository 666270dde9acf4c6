import { readNumberOf } from "../github/read/look-up.ts";
import type { NumberOf } from "../github/read/look-up.ts";
import type { Connected } from "./connect.ts";
import { wrongUse } from "./exit-code.ts";

const INSTEAD: Readonly<Record<NumberOf, (number: number) => string>> = {
  issue: (number) => `an issue, not a pull request. Type: dakor show ${number}`,
  "pull request": (number) => `a pull request, not an issue. Type: dakor gate --pr ${number}`,
};

/** For a number that isn't what was looked for. Nothing where it is neither. */
export async function explainNumber(
  { github, place: { owner, repo } }: Connected,
  { number, wanted }: { readonly number: number; readonly wanted: NumberOf },
): Promise<Error | undefined> {
  const is = await readNumberOf(github, { owner, repo, number });
  return is === undefined || is === wanted
    ? undefined
    : wrongUse(`${owner}/${repo}#${number} is ${INSTEAD[is](number)}`);
}
