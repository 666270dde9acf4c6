import { isPermitted } from "../../core/model/authority.ts";
import type { Roles } from "../../core/model/role.ts";
import type { Config } from "../../core/config/config.ts";
import { MOST_NAMED, namedPulls } from "../../core/command/named.ts";
import type { TimelineEvent } from "../../core/model/timeline.ts";

/**
 * The pull requests that the comments of each timeline name, as many as one run reads. Only where there are more does
 * it have to be known who is permitted.
 */
export async function namedWithin(
  timelines: readonly (readonly TimelineEvent[])[],
  repository: string,
  people: { readonly config: Config; readonly roles: Promise<Roles> },
): Promise<readonly (readonly number[])[]> {
  const all = timelines.map((timeline) =>
    namedPulls(timeline, repository, { mayCommand: () => true, room: 0 }),
  );
  if (new Set(all.flat()).size <= MOST_NAMED) return all;
  const roles = await people.roles;
  const room = Math.floor(MOST_NAMED / timelines.length);
  return timelines.map((timeline) =>
    namedPulls(timeline, repository, {
      mayCommand: ({ by }) => isPermitted(by, roles, people.config),
      room,
    }),
  );
}
