/**
 * Loaded into a process before its own code (`node --import`), as libfaketime is: its Date then follows the story's
 * clock, which the parent process tells over the IPC channel. So a real server can live through an hour of story
 * in a minute without knowing of it. Timers stay real.
 */
const RealDate = Date;
let offset = 0;

function now(): number {
  return RealDate.now() + offset;
}

globalThis.Date = new Proxy(RealDate, {
  apply: () => new RealDate(now()).toString(),
  construct: (target, given, newTarget) => {
    const made: object = Reflect.construct(target, given.length === 0 ? [now()] : given, newTarget);
    return made;
  },
  get: (target, name) => (name === "now" ? now : Reflect.get(target, name)),
});

process.on("message", (message) => {
  if (typeof message !== "object" || message === null || !("clockOffset" in message)) return;
  const { clockOffset } = message;
  if (typeof clockOffset !== "number") return;
  offset = clockOffset;
  process.send?.({ clockOffset });
});
// The channel closes when the parent is gone, however it ended: nobody is left to serve.
process.on("disconnect", () => process.exit(0));
process.channel?.unref();
