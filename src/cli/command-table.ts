import type { CommandDefinition } from "./command-definition.ts";
import { demo, live, practice } from "./commands/trying.ts";
import { doctor, init, setup } from "./commands/setting-up.ts";
import { gate, lint, notify, show } from "./commands/asking.ts";
import { kludges, metrics } from "./commands/learning.ts";
import { start, sweep } from "./commands/serving.ts";

/** Every command, in the order of the help. */
export const COMMAND_TABLE: readonly CommandDefinition[] = [
  demo,
  practice,
  init,
  doctor,
  setup,
  show,
  lint,
  notify,
  metrics,
  kludges,
  gate,
  start,
  sweep,
  live,
];
