import { isBefore } from "../../src/core/model/phase.ts";
import type { Phase, Progress, ProgressOfPhases } from "../../src/core/model/phase.ts";

export function progressAt(present: Phase): ProgressOfPhases {
  const of = (phase: Phase): Progress =>
    phase === present ? "now" : isBefore(phase, present) ? "done" : "ahead";
  return {
    diagnose: of("diagnose"),
    alert: of("alert"),
    kludge: of("kludge"),
    optimize: of("optimize"),
    report: of("report"),
  };
}
