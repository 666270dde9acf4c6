import { describeFaults } from "./describe-faults.ts";
import { toldStory } from "./stories.ts";

describeFaults("a story that is told elsewhere", toldStory());
