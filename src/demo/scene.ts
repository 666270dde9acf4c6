import type { CheckedPull } from "./open-checks.ts";
import type { PersonApi } from "./person-api.ts";
import type { PersonName } from "./people.ts";
import type { ShownComment, ShownThread } from "./thread.ts";

export const steps = ["diagnose", "alert", "kludge", "optimize", "report"] as const;
export type Step = (typeof steps)[number];

/** Pull requests that the story is about; "report" is opened by the bot. */
export type PullName = "broken" | "rollback" | "fix" | "report" | "overridden";

interface IncidentForm {
  readonly title: string;
  readonly body: string;
}

/** Where the story plays: its people, and the numbers of what they opened so far. */
export interface SceneStage {
  readonly as: (person: PersonName) => PersonApi;
  readonly openForm: (person: PersonName, form: IncidentForm) => Promise<void>;
  readonly incident: () => number;
  readonly numberOf: (pull: PullName) => number;
  readonly remember: (pull: PullName, number: number) => void;
}

/** What everybody can see on GitHub at a moment of a scene. */
export interface SceneLook {
  readonly issue: ShownThread;
  /** The pull request that the scene watches, once it exists. */
  readonly pull: ShownThread | undefined;
  /** What the bot commented since the scene began, on issue and pull request. */
  readonly fresh: readonly ShownComment[];
  /** The comment that the scene's person wrote. */
  readonly said: ShownComment | undefined;
  /** The first of the bot's comments. */
  readonly board: string;
  /** The open pull requests and their checks, where the scene looks at them. */
  readonly open: readonly CheckedPull[];
}

export interface Scene {
  /** "10:02" on the story's day. */
  readonly at: string;
  readonly step: Step;
  readonly by: PersonName;
  /** The comment that is written; with a line that starts with "/", it is a command. */
  readonly says?: string;
  /** What is done beside the comment, or before it, in words for the audience. */
  readonly does?: string;
  readonly act?: (stage: SceneStage) => Promise<void>;
  readonly watches?: PullName;
  /** Looks at what may merge; "holds" and "releases" are the moments that the summary tells of. */
  readonly gate?: "holds" | "releases" | "looks";
  /** Says what is missing when it does not come. */
  readonly awaits: string;
  readonly seen: (look: SceneLook) => boolean;
}

export function heldOf({ open }: Pick<SceneLook, "open">): readonly CheckedPull[] {
  return open.filter(({ conclusion }) => conclusion === "failure");
}

export function isCommand(scene: Scene): boolean {
  return /^\//m.test(scene.says ?? "");
}
