import type { Instant } from "../time/time.ts";

/** Where a piece of information came from: who said it, when, and in which comment or event. */
export type Source = { readonly by: string; readonly at: Instant; readonly source: string };

export type WithSource<T> = Source & { readonly value: T };

/** A moment as it counts now, and as it was first said. */
export type MomentWithSource = Source & { readonly value: Instant; readonly original: Instant };

/** Whose word lets a pull request through the gate, and which commit they saw: where that isn't known, none. */
export type Vouch = Source & { readonly head?: string };
