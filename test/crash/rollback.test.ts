import { rollbackStory } from "../faults/stories.ts";
import { describeCrashes } from "./describe-crashes.ts";

describeCrashes("a rollback on command, and labels set too early", {
  story: rollbackStory(),
  plays: 1,
});
