import type { CommandDefinition } from "./command-definition.ts";
import { demo } from "./commands/demo.ts";
import { doctor } from "./commands/doctor.ts";
import { gate } from "./commands/gate.ts";
import { init } from "./commands/init.ts";
import { lint } from "./commands/lint.ts";
import { live } from "./commands/live.ts";
import { metrics } from "./commands/metrics.ts";
import { practice } from "./commands/practice.ts";
import { setup } from "./commands/setup.ts";
import { show } from "./commands/show.ts";
import { start } from "./commands/start.ts";
import { sweep } from "./commands/sweep.ts";

/** Every command, in the order of the help. */
export const COMMAND_TABLE: readonly CommandDefinition[] = [
  demo,
  practice,
  init,
  doctor,
  setup,
  show,
  lint,
  metrics,
  gate,
  start,
  sweep,
  live,
];
