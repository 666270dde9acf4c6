import type { Incident } from "../model/incident.ts";
import { between } from "../time/time.ts";
import type { Instant } from "../time/time.ts";

const HOUR = 60 * 60;

/** Whether somebody was pointed at the board's list of what is missing within the last hour. */
export function isPointedAgain(
  { replies }: Incident,
  { to, at }: { readonly to: string; readonly at: Instant },
): boolean {
  return replies.some(
    (reply) =>
      "at" in reply && reply.to.toLowerCase() === to.toLowerCase() && between(reply.at, at) < HOUR,
  );
}
