import { reportStory } from "../faults/stories.ts";
import { describeCrashes } from "./describe-crashes.ts";

describeCrashes("from the label to the report pull request", { story: reportStory(), plays: 1 });
