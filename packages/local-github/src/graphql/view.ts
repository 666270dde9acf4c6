import type { Actor, Issue } from "../model.ts";
import type { World } from "../world.ts";
import type { Connection, PageArguments } from "./connect.ts";

/** What every resolver needs: GitHub's state, who looks at it, and the views that lead back to each other. */
export interface Viewer {
  readonly world: World;
  readonly actor: Actor;
  readonly views: Views;
}

export interface Views {
  readonly issueOrPull: (issue: Issue) => View;
  readonly issue: (issue: Issue) => View;
  readonly repository: () => View;
  readonly timeline: (issue: Issue, page: TimelineArguments) => Readonly<Record<string, unknown>>;
  readonly pulls: (pulls: readonly Issue[], page: PageArguments) => Connection<unknown>;
}

export interface TimelineArguments extends PageArguments {
  readonly itemTypes?: readonly string[] | null;
  readonly since?: string | null;
}

/** An object for graphql-js: plain values, and functions for what takes arguments or costs something. */
export interface View {
  readonly __typename: string;
  readonly [field: string]: unknown;
}
