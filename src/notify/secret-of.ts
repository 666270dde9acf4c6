import type { NotifyTarget } from "../core/config/notify-target.ts";
import { DELIVERY_WHY } from "../text/notify/delivery-why.ts";
import type { NotifyEnvironment } from "./environment.ts";
import { unreached } from "./network.ts";

/** A target without its secret is not told anything, until somebody sets it. */
export function secretOf({ secret }: NotifyTarget, environment: NotifyEnvironment): string {
  const value = secret === undefined ? undefined : environment.secret(secret);
  if (value === undefined) throw unreached("refused", DELIVERY_WHY.noSecret);
  return value;
}
