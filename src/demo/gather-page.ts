import type { ToldOutside } from "./outside.ts";
import type { PersonApi } from "./person-api.ts";
import type { PageData } from "./page/render-page.ts";
import { owner, repo } from "./people.ts";
import type { Played } from "./play-story.ts";
import type { SceneStage } from "./scene.ts";
import { summarize } from "./summary.ts";
import type { CheckedPull } from "./open-checks.ts";
import type { Moment } from "./page/render-moments.ts";

interface Gathering {
  readonly origin: string;
  readonly stage: SceneStage;
  readonly played: readonly Played[];
  readonly told: readonly ToldOutside[];
}

/** Reads once more what the story left on GitHub; fails with what is missing. */
export async function gatherPage({ origin, stage, played, told }: Gathering): Promise<PageData> {
  const reader = stage.as("sam");
  const pull = stage.numberOf("report");
  const [issue, rollback, report, path] = await Promise.all([
    reader.thread(stage.incident()),
    reader.thread(stage.numberOf("rollback")),
    reader.thread(pull),
    reportPath(reader, pull),
  ]);
  const text = await reader.readFile(path, report.head ?? "main");
  const changes = ["broken", "fix"] as const;
  return {
    slug: `${owner}/${repo}`,
    origin,
    issue,
    rollback,
    changes: await Promise.all(changes.map((name) => reader.thread(stage.numberOf(name)))),
    report,
    moments: gatherMoments(played),
    told,
    file: { path, text },
    summary: summarize(played, { pull, path, text }),
    scenes: played.map(({ scene, requests, milliseconds }) => ({
      at: scene.at,
      by: scene.by,
      what: scene.says ?? scene.does ?? "",
      milliseconds: Math.round(milliseconds),
      requests,
    })),
  };
}

async function reportPath(reader: PersonApi, pull: number): Promise<string> {
  const paths = await reader.changedPaths(pull);
  return paths.find((path) => path.endsWith(".md")) ?? missing("the report's file");
}

function missing(what: string): never {
  throw new Error(`At the end of the story, ${what} is missing.`);
}

/** Each scene with what was new to see after it. */
function gatherMoments(played: readonly Played[]): readonly Moment[] {
  let board = "";
  let checks: ReadonlyMap<number, CheckedPull> = new Map();
  return played.map(({ scene, look }): Moment => {
    const before = { board, checks };
    board = look.board.replaceAll(/<!--[\s\S]*?-->\n?/g, "");
    const open = scene.gate === undefined ? [] : look.open;
    if (open.length > 0) checks = new Map(open.map((pull) => [pull.number, pull]));
    return {
      at: scene.at,
      by: scene.by,
      does: scene.does,
      says: scene.says,
      isTaken: (look.said?.reactions.length ?? 0) > 0,
      fresh: look.fresh,
      board: board === before.board ? undefined : board,
      checks: open.filter((pull) => isNews(pull, before.checks.get(pull.number))),
    };
  });
}

/** Green from the first is nothing that anybody looks at. */
function isNews(now: CheckedPull, before: CheckedPull | undefined): boolean {
  if (before !== undefined) return before.words !== now.words;
  return now.conclusion !== "success" || /kludge|complete|fix of/.test(now.words);
}
