import { CONFIG_PATH } from "../../core/config/config.ts";
import type { GateDecision } from "../../core/gate/gate.ts";
import { clamp, code, inline } from "../markdown/escape.ts";
import type { GateAround } from "./gate-around.ts";
import { MARKDOWN, configLine, reportLine } from "./gate-mistake.ts";
import { thatFit } from "../markdown/limit.ts";

const MOST_PROBLEMS = 50;
/** Bytes. */
const PROBLEM_ROOM = 20_000;
const LONGEST_PATH = 200;

/** What is wrong, where no incident explains it, and what to do. */
export function problemParagraphs(decision: GateDecision, around: GateAround): readonly string[] {
  switch (decision.reason) {
    case "config_invalid":
      return [
        problemList(decision.configProblems, (problem) => configLine(problem, MARKDOWN)),
        `What to do: correct it in a pull request that changes nothing but ${code(CONFIG_PATH)} and ${code(".github/dakor/")}. From somebody whose commands count here, it isn't held.`,
      ];
    case "report_incomplete":
      return [
        problemList(decision.reportProblems, (problem) => {
          const place = code(`${clamp(problem.path, LONGEST_PATH)}:${problem.line}`);
          return `${place} ${reportLine(problem, MARKDOWN)}`;
        }),
        "What to do: answer these in the branch of this pull request. Every push is judged again.",
      ];
    case "files_unlisted":
      return [
        "What to do: split it into smaller pull requests (GitHub lists up to 3,000 files of each), or ask for an override.",
      ];
    case "ref_changed":
      return [
        around.isRenewed === false
          ? "What to do: nothing, if a newer run is under way; else run this job again."
          : "What to do: nothing. The new commit is judged by itself.",
      ];
    case "unavailable":
      return unavailable(around);
    case "not_configured":
    case "no_unreported_incident":
    case "paths_clear":
    case "linked_kludge":
    case "linked_fix":
    case "report_pull_request":
    case "overridden":
    case "report_missing":
      return [];
  }
}

function problemList<T>(problems: readonly T[], render: (problem: T) => string): string {
  const lines = thatFit(
    problems.slice(0, MOST_PROBLEMS).map((problem) => () => `- ${render(problem)}`),
    PROBLEM_ROOM,
  );
  const more = problems.length - lines.length;
  return [...lines, ...(more === 0 ? [] : [`- … and ${more} more`])].join("\n");
}

function unavailable({
  error,
  requestId,
  isAllowedOnError,
  isRenewed,
}: GateAround): readonly string[] {
  const answer = error === undefined ? [] : [`It said: ${inline(error, 500)}`];
  const request =
    requestId === undefined ? [] : [`GitHub's request id: ${code(clamp(requestId, 100))}`];
  const again =
    isRenewed === false
      ? "run this job again in a minute."
      : "nothing yet. It is tried again by itself.";
  return [
    ...(isAllowedOnError === true
      ? [
          "`on-error: allow` is set in the workflow, so this counts as passed. Nobody has looked whether it touches an unreported incident.",
        ]
      : []),
    ...[[...answer, ...request].join(" · ")].filter((line) => line !== ""),
    `What to do: ${again} If it goes on, see [GitHub's status](https://www.githubstatus.com), and give the request id to support.`,
  ];
}
