import type { Stage } from "./stage.ts";

/** What GitHub did, against what our code counts on; or why that couldn't be seen here. */
export type LiveAnswer =
  | { readonly kind: "seen"; readonly seen: string; readonly isExpected: boolean }
  | { readonly kind: "unasked"; readonly why: string };

/** Something about GitHub that its documentation leaves open. */
export type LiveQuestion = {
  /** What `--only` takes. */
  readonly name: string;
  readonly asks: string;
  /** What our code counts on. */
  readonly expected: string;
  /** What it makes meanwhile; left out where it only reads. */
  readonly makes?: string;
  readonly play: (stage: Stage) => Promise<LiveAnswer>;
};

export function seen(what: string, isExpected: boolean): LiveAnswer {
  return { kind: "seen", seen: what, isExpected };
}

export function unasked(why: string): LiveAnswer {
  return { kind: "unasked", why };
}
