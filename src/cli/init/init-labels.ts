import { createLabels, readLabelTarget } from "../../github/write/create-labels.ts";
import type { GitHub, RepoRef } from "../../github/client/github.ts";
import { LABEL_STYLES } from "../../text/label-style.ts";
import { TOKEN_WAYS, clientFor, findToken } from "../connect.ts";
import type { CommandEnvironment } from "../command-definition.ts";
import { explainFailure } from "../explain-failure.ts";
import { readRepoAddress } from "../read-repo-address.ts";

/** Labels to make on GitHub, or why that can't be known. */
export type MissingLabels =
  | {
      readonly github: GitHub;
      readonly target: RepoRef;
      readonly repository: string;
      readonly names: readonly string[];
    }
  | { readonly unknown: string; readonly isFailure: boolean };

export async function readMissingLabels(
  asked: { readonly repo: string | undefined; readonly cwd: string },
  environment: CommandEnvironment,
): Promise<MissingLabels> {
  try {
    const place = await readRepoAddress(asked, environment);
    const token = await findToken(environment, place.host);
    if (token === undefined) {
      return {
        unknown: `there is no token. To make them, ${TOKEN_WAYS}; then type dakor init again.`,
        isFailure: false,
      };
    }
    const github = clientFor(place, token, { isWriting: true });
    const all = Object.keys(LABEL_STYLES);
    const target = await readLabelTarget(github, place, all);
    const names = all.filter((name) => !Object.hasOwn(target.labelIds, name.toLowerCase()));
    return { github, target, repository: `${place.owner}/${place.repo}`, names };
  } catch (thrown) {
    // The files need no GitHub, so they are written all the same.
    const { name, message } = explainFailure(thrown);
    return { unknown: message, isFailure: name !== "usage" };
  }
}

/** Why some could not be made; nothing where all are there. */
export async function makeLabels({
  github,
  target,
  names,
}: Extract<MissingLabels, { readonly github: GitHub }>): Promise<string | undefined> {
  const { id } = target.repository;
  const writes = names.map((label) => ({ type: "add-label", subject: id, label }) as const);
  const { errors } = await createLabels(github, target, writes);
  return errors[0]?.message;
}
