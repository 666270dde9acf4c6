import { classifyFailure } from "../client/classify-failure.ts";
import { failure } from "../client/failure.ts";
import type { GitHub, RepoName } from "../client/github.ts";
import { at, list, text } from "../client/narrow.ts";
import { restPages } from "../client/pages.ts";

/** The workflows that run only now and then, by their files in .github/workflows; `dakor init` writes them. */
export const SWITCHED = {
  pulls: "dakor-watch.yml",
  clock: "dakor-clock.yml",
  daily: "dakor-daily.yml",
} as const;

export type Switched = keyof typeof SWITCHED;

/** Which of them are on; one that isn't there, or can't be seen, is left out. */
export type Switches = Readonly<Partial<Record<Switched, boolean>>>;

const FOLDER = ".github/workflows/";

export async function readSwitches(github: GitHub, place: RepoName): Promise<Switches> {
  const states = await readStates(github, place);
  return Object.fromEntries(
    Object.entries(SWITCHED).flatMap(([name, file]) => {
      const state = states.get(file);
      return state === undefined ? [] : [[name, state === "active"]];
    }),
  );
}

/** Every workflow's state by the name of its file. */
export async function readStates(
  github: GitHub,
  place: RepoName,
): Promise<ReadonlyMap<string, string>> {
  const states = new Map<string, string>();
  try {
    const workflows = await restPages(async (page) => {
      const route = "GET /repos/{owner}/{repo}/actions/workflows";
      const { data } = await github.request(route, { ...place, ...page });
      return list(at(data, "workflows"));
    });
    for (const workflow of workflows) {
      const path = text(at(workflow, "path"));
      if (path.startsWith(FOLDER))
        states.set(path.slice(FOLDER.length), text(at(workflow, "state")));
    }
    return states;
  } catch (thrown) {
    const { kind } = classifyFailure(thrown, Date.now());
    // Without the permission, or without Actions: then nothing is switched here.
    if (kind === "refused" || kind === "gone") return states;
    throw failure("list the workflows", thrown);
  }
}

export async function switchWorkflow(
  github: GitHub,
  place: RepoName,
  { which, isOn }: { readonly which: Switched; readonly isOn: boolean },
): Promise<void> {
  const verb = isOn ? "enable" : "disable";
  try {
    await github.request(`PUT /repos/{owner}/{repo}/actions/workflows/{workflow_id}/${verb}`, {
      ...place,
      workflow_id: SWITCHED[which],
    });
  } catch (thrown) {
    throw failure(`switch-workflow ${SWITCHED[which]}`, thrown);
  }
}
