import { isDeep } from "../depth.ts";
import { failureContract } from "./failure-contract.ts";
import { triggerContract } from "./trigger-contract.ts";
import type { Rig, RigOptions, WithRig } from "./rig.ts";
import { stateContract } from "./state-contract.ts";
import { stopContract } from "./stop-contract.ts";

/** What every engine must do. */
export function queueContract(name: string, makeRig: (options: RigOptions) => Promise<Rig>): void {
  const withRig: WithRig = async (options, story) => {
    const rig = await makeRig(options);
    try {
      await story(rig);
    } finally {
      await rig.close();
    }
  };
  triggerContract(name, withRig);
  // A database takes its time: what it does with failures, states and stops is played where there is more of it.
  if (name !== "memory" && !isDeep) return;
  failureContract(name, withRig);
  stateContract(name, withRig);
  stopContract(name, withRig);
}
