import type { LocalGitHub } from "@dakor/local-github";
import { numberOf } from "@dakor/local-github/narrow";
import { owner, repo } from "./people.ts";
import { connectPerson } from "./person-api.ts";
import type { PullName, SceneStage } from "./scene.ts";

export function createStage(local: LocalGitHub): SceneStage {
  let incident: number | undefined;
  const pulls = new Map<PullName, number>();
  return {
    as: (person) =>
      connectPerson({ origin: local.url, slug: `${owner}/${repo}`, token: local.tokenOf(person) }),
    openForm: async (login, form) => {
      const issue = await local.openFromForm({ login, ...form, labels: ["incident"] });
      incident = numberOf(issue["number"]);
    },
    incident: () => incident ?? missing("the incident"),
    numberOf: (pull) => pulls.get(pull) ?? missing(`the pull request “${pull}”`),
    remember: (pull, number) => {
      pulls.set(pull, number);
    },
  };
}

function missing(what: string): never {
  throw new Error(`The story has not come to ${what} yet.`);
}
