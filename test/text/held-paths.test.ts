import { expect, test } from "vitest";
import { countFiles } from "../../src/core/record/file-counts.ts";
import { boardView } from "../../src/core/plan/plan.ts";
import { replay } from "../../src/core/replay/replay.ts";
import { heldPaths } from "../../src/text/board/held-paths.ts";
import { tell } from "../story.ts";

const FILES = ["src/checkout/pay.ts", "src/checkout/card.ts", "src/app.ts", "README.md"];

function shown(line: string, isWhole = true): string {
  const { world } = tell({
    story: "",
    issue: { title: "Broken", author: "lea", labels: ["incident"], at: "2026-02-15T10:00:00Z" },
    roles: { lea: "admin" },
    steps: [{ at: "2026-02-15T10:01:00Z", by: "lea", comment: line }],
  });
  const incident = replay(world.snapshot);
  const files = countFiles(incident.paths, { paths: FILES, isWhole });
  return heldPaths(boardView(incident, { ...world.snapshot, files }));
}

test.each([
  ["/paths src/checkout/**", "`src/checkout/**` (matches 2 files)"],
  ["/paths README.md", "`README.md` (matches 1 file)"],
  ["/paths src/chekout/**", "`src/chekout/**` (**matches no file**: is it spelled right?)"],
  ["/paths **", "`**` (matches **all 4 files**, so every merge is held)"],
  ["/paths **\n/drill because we practise", "`**` (matches **all 4 files**)"],
  [
    "/paths src/*.ts, src/checkout",
    "`src/*.ts` (matches 1 file), `src/checkout` (matches 2 files)",
  ],
])("%s", (line, words) => {
  expect(shown(line)).toBe(words);
});

test("of a repository that GitHub lists in part, only what is sure is said", () => {
  expect(shown("/paths src/checkout/**", false)).toBe(
    "`src/checkout/**` (matches at least 2 files)",
  );
  expect(shown("/paths src/chekout/**", false)).toBe("`src/chekout/**`");
  expect(shown("/paths **", false)).toBe("`**` (matches at least 4 files)");
});
