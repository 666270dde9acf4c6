import { describeFaults } from "./describe-faults.ts";
import { rollbackStory } from "./stories.ts";

describeFaults("a rollback on command, and labels set too early", rollbackStory());
