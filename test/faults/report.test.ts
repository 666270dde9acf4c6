import { describeFaults } from "./describe-faults.ts";
import { reportStory } from "./stories.ts";

describeFaults("from the label to the report pull request", reportStory());
