import type { NotifyTarget } from "../core/config/notify-target.ts";
import type { Target } from "../text/notify/message.ts";

type Connect = (target: NotifyTarget) => Target;

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
