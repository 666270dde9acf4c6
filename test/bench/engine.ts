import { benchIntake } from "./intake.ts";
import { benchQueueGrowth } from "./queue-growth.ts";
import { benchWorkers } from "./workers.ts";

/** `npm run bench engine`: taking webhooks, sharing keys, and what either costs the more there are. */
export async function benchEngine(): Promise<void> {
  await benchIntake();
  await benchWorkers();
  await benchQueueGrowth();
}
