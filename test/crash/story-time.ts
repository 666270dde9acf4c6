import { systemClock } from "../../src/queue/clock.ts";
import { storyClock } from "../faults/story-clock.ts";

/**
 * Loaded into the App's process before its own code: its clock and its Date are the story's. That time stands still
 * until the test moves it over the IPC channel. Timers that are not the App's own (sockets, PostgreSQL's) stay real.
 */
const RealDate = Date;
const clock = storyClock(Number(process.env["STORY_TIME"]));

Object.assign(systemClock, { now: clock.now, elapsed: clock.elapsed, after: clock.after });
globalThis.Date = new Proxy(RealDate, {
  apply: () => new RealDate(clock.now()).toString(),
  construct: (target, given, newTarget) => {
    const made: object = Reflect.construct(
      target,
      given.length === 0 ? [clock.now()] : given,
      newTarget,
    );
    return made;
  },
  get: (target, name) => (name === "now" ? clock.now : Reflect.get(target, name)),
});

process.on("message", (message) => {
  if (typeof message !== "object" || message === null || !("jump" in message)) return;
  if (typeof message.jump === "number") clock.jump(message.jump);
  process.send?.({ next: clock.next() ?? null });
});
process.on("disconnect", () => process.exit(0));
process.channel?.unref();
