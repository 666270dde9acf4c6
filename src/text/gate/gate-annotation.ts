import { CONFIG_PATH } from "../../core/config/config.ts";
import type { ConfigProblem } from "../../core/config/config.ts";
import type { GateDecision, GateHit } from "../../core/gate/gate.ts";
import { plain } from "../markdown/escape.ts";
import { PLAIN, configLine, reportLine } from "./gate-mistake.ts";
import { LIMITS, MOST_ANNOTATIONS, cutTo } from "../markdown/limit.ts";

export type GateAnnotation = {
  readonly path: string;
  /** From 1. */
  readonly line: number;
  /** Plain text in one line. */
  readonly message: string;
  readonly title: string;
};

/** One for each path that holds, at its first file; or for each mistake. Also how many are left out. */
export function gateAnnotations(decision: GateDecision): {
  readonly annotations: readonly GateAnnotation[];
  readonly left: number;
} {
  const { incidents, configProblems, reportProblems } = decision;
  const held = incidents.filter(({ exemption }) => exemption === undefined);
  const notes = [
    ...held.flatMap(pathsOf),
    ...configProblems.map((problem) => () => configNote(problem)),
    ...reportProblems.map((problem) => () => reportNote(problem)),
  ];
  return {
    annotations: notes.slice(0, MOST_ANNOTATIONS).map((note) => thatFits(note())),
    left: Math.max(0, notes.length - MOST_ANNOTATIONS),
  };
}

function thatFits(note: GateAnnotation): GateAnnotation {
  return {
    ...note,
    title: cutTo(note.title, LIMITS.annotationTitle),
    message: cutTo(note.message, LIMITS.annotationMessage),
  };
}

/** Words are found only for those that are shown. */
type Note = () => GateAnnotation;

function pathsOf({ incident, title, paths }: GateHit): readonly Note[] {
  return paths.flatMap(({ pattern, files, count }): readonly Note[] => {
    const [path] = files;
    if (path === undefined) return [];
    const more = count === 1 ? "" : `, and ${count - 1} more with it`;
    return [
      () => ({
        path,
        line: 1,
        title: `Held by incident ${incident}`,
        message: `In ${plain(pattern, 256)}${more}: it has no report yet (${plain(title)}).`,
      }),
    ];
  });
}

function configNote(problem: ConfigProblem): GateAnnotation {
  return {
    path: CONFIG_PATH,
    line: problem.line,
    title: "The configuration has a mistake",
    message: configLine(problem, PLAIN),
  };
}

function reportNote(problem: GateDecision["reportProblems"][number]): GateAnnotation {
  return {
    path: problem.path,
    line: problem.line,
    title: "The report isn't finished",
    message: reportLine(problem, PLAIN),
  };
}
