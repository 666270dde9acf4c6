import { closingStory } from "../faults/stories.ts";
import { describeCrashes } from "./describe-crashes.ts";

describeCrashes("a broken promise, a closing undone, closed anyway", {
  story: closingStory(),
  plays: 2,
});
