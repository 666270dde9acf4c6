import type { Look, Stage, StageOptions } from "./doctor-stage.ts";

export type Plant = {
  /** What is wrong. */
  readonly fault: string;
  readonly options?: StageOptions;
  readonly plant: (stage: Stage) => Promise<void> | void;
  readonly look?: Look;
  /** Without the ruleset of a good repository. */
  readonly isFree?: true;
  readonly check: string;
  readonly level?: "warning";
  readonly fix: string | RegExp;
};
