import { describeFaults } from "./describe-faults.ts";
import { closingStory } from "./stories.ts";

describeFaults("a broken promise, a closing undone, closed anyway", closingStory());
