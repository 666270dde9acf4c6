import { err, ok, type Result } from "../core/model/result.ts";
import type { NotifyTarget } from "../core/config/notify-target.ts";
import { DELIVERY_WHY } from "../text/notify/delivery-why.ts";
import type { Target } from "../text/notify/message.ts";

type Connect = (target: NotifyTarget) => Target;

/** A target that the operator of the App doesn't let this owner's repositories use. */
const REFUSED: Target = {
  send: () => Promise.resolve({ kind: "refused", why: DELIVERY_WHY.notAllowed }),
};

/**
 * The same for an App that strangers may install: its secrets and its chats are the operator's, so DAKOR_NOTIFY_OWNERS
 * says whose repositories may use them. Left out, all may that have the App; where it can't be read, none.
 */
export function openTargetsOf(variables: Readonly<Record<string, string | undefined>>): {
  readonly connect: (target: NotifyTarget, owner: string) => Promise<Target>;
  readonly allows: (owner: string) => boolean;
} {
  const connect = openTargets(variables);
  const owners = readOwners(variables["DAKOR_NOTIFY_OWNERS"]);
  const allows = (owner: string): boolean =>
    owners.ok && (owners.value?.includes(owner.toLowerCase()) ?? true);
  return {
    allows,
    connect: async (target, owner) => (allows(owner) ? connect(target) : REFUSED),
  };
}

const OWNER = /^[a-z\d][a-z\d_-]{0,99}$/;

/** In lower case; undefined: all. Where something is set, it names somebody: a slip must not open the door to everybody. */
export function readOwners(
  text: string | undefined,
): Result<readonly string[] | undefined, string> {
  if (!text) return ok(undefined);
  const names = text
    .toLowerCase()
    .split(/[\s,]+/)
    .filter(Boolean);
  return names.length > 0 && names.every((name) => OWNER.test(name))
    ? ok(names)
    : err(
        "DAKOR_NOTIFY_OWNERS must be names of users or organizations with commas between them, like acme, acme-labs. Leave it out to let everybody who has the App.",
      );
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
