import type { NotifyTarget } from "../core/config/notify-target.ts";
import { DELIVERY_WHY } from "../text/notify/delivery-why.ts";
import type { Target } from "../text/notify/message.ts";

type Connect = (target: NotifyTarget) => Target;

/** A target that the operator of the App doesn't let this owner's repositories use. */
const REFUSED: Target = {
  send: () => Promise.resolve({ kind: "refused", why: DELIVERY_WHY.notAllowed }),
};

/**
 * The same for an App that strangers may install: its secrets are the operator's, so DAKOR_NOTIFY_OWNERS says whose
 * repositories may use them. Left out, all may that have the App.
 */
export function openTargetsOf(
  variables: Readonly<Record<string, string | undefined>>,
): (target: NotifyTarget, owner: string) => Promise<Target> {
  const connect = openTargets(variables);
  const owners = (variables["DAKOR_NOTIFY_OWNERS"] ?? "")
    .toLowerCase()
    .split(/[\s,]+/)
    .filter(Boolean);
  return async (target, owner) =>
    owners.length === 0 || owners.includes(owner.toLowerCase()) ? connect(target) : REFUSED;
}

/** Reaches targets; what that takes is loaded only when somebody is to be told. */
export function openTargets(
  variables: Readonly<Record<string, string | undefined>>,
): (target: NotifyTarget) => Promise<Target> {
  let opened: Promise<Connect> | undefined;
  return async (target) => {
    opened ??= open(variables);
    const connect = await opened;
    return connect(target);
  };
}

async function open(variables: Readonly<Record<string, string | undefined>>): Promise<Connect> {
  const [{ connectTarget }, { openNotifyEnvironment }] = await Promise.all([
    import("./connect-target.ts"),
    import("./environment.ts"),
  ]);
  const environment = openNotifyEnvironment(variables);
  if (!environment.ok) throw new Error(environment.error);
  return (target) => connectTarget(target, environment.value);
}
