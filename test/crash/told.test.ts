import { afterAll } from "vitest";
import { readStory } from "../faults/play.ts";
import { describeCrashes } from "./describe-crashes.ts";
import { openOutside } from "./outside.ts";

const outside = await openOutside();
afterAll(() => outside.close());

const story = readStory("happy-path");

describeCrashes("alert, update and end, told outside GitHub", {
  story: outside.told({
    ...story,
    steps: [
      { at: "2026-02-15T10:04:00Z", by: "lea", comment: "/alert next 45m" },
      { at: "2026-02-15T10:10:00Z", by: "john", comment: "/update The flag is off, we look on." },
      { at: "2026-02-15T10:20:00Z", by: "lea", comment: "/restored" },
    ],
  }),
  plays: 1,
  outside,
});
