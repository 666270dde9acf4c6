/**
 * Loaded into the Action's process before its own code (`node --import`): its clock begins at the story's time, and
 * the pauses between its writes are short.
 */
const RealDate = Date;
const offset = Number(process.env.STORY_TIME) - RealDate.now();
const now = () => RealDate.now() + offset;

globalThis.Date = new Proxy(RealDate, {
  construct: (target, given, newTarget) =>
    Reflect.construct(target, given.length === 0 ? [now()] : given, newTarget),
  get: (target, name) => (name === "now" ? now : Reflect.get(target, name)),
});

const { setTimeout: later } = globalThis;
globalThis.setTimeout = (call, ms, ...rest) => later(call, ms >= 1000 ? 5 : ms, ...rest);
