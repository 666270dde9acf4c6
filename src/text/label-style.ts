import { SEVERITIES, severityLabel } from "../core/model/fact.ts";
import type { Severity } from "../core/model/fact.ts";
import {
  DRILL_LABEL,
  INCIDENT_LABEL,
  KLUDGE_LABEL,
  PHASES,
  PHASE_ORDER,
  REPORTED_LABEL,
  phaseLabel,
} from "../core/model/phase.ts";
import type { Phase } from "../core/model/phase.ts";
import type { LabelStyle } from "./write.ts";

const PHASE_COLORS: Readonly<Record<Phase, string>> = {
  diagnose: "d4c5f9",
  alert: "f9d0c4",
  kludge: "fef2c0",
  optimize: "bfdadc",
  report: "c2e0c6",
};

const SEVERITY_STYLES: Readonly<Record<Severity, LabelStyle>> = {
  critical: { color: "b60205", description: "Many people can't do what they came for" },
  major: { color: "d93f0b", description: "Something important fails for some people" },
  minor: { color: "fbca04", description: "A nuisance; there is an easy way around it" },
};

/** How every label that the bot makes looks, by its name. */
export const LABEL_STYLES: Readonly<Record<string, LabelStyle>> = {
  [INCIDENT_LABEL]: { color: "b60205", description: "Production is broken: DAKOR is on it" },
  [REPORTED_LABEL]: { color: "0e8a16", description: "The incident's report is merged" },
  [KLUDGE_LABEL]: { color: "fef2c0", description: "A workaround, to be undone or kept" },
  [DRILL_LABEL]: { color: "c5def5", description: "Practice: nothing is broken" },
  ...Object.fromEntries(
    PHASE_ORDER.map((phase): readonly [string, LabelStyle] => [
      phaseLabel(phase),
      { color: PHASE_COLORS[phase], description: PHASES[phase].question },
    ]),
  ),
  ...Object.fromEntries(
    SEVERITIES.map((severity): readonly [string, LabelStyle] => [
      severityLabel(severity),
      SEVERITY_STYLES[severity],
    ]),
  ),
};
