import type { Outage } from "../../core/model/incident.ts";
import { when } from "../markdown/when.ts";
import type { WallClock } from "../markdown/when.ts";

/** "broken 09:42 UTC, usable again 10:06 UTC, fully working 10:30 UTC" */
export function outageText({ from, stable, restored }: Outage, clock: WallClock): string {
  return [
    `broken ${when(from, clock)}`,
    ...(stable === undefined ? [] : [`usable again ${when(stable, clock)}`]),
    ...(restored === undefined ? [] : [`fully working ${when(restored, clock)}`]),
  ].join(", ");
}
