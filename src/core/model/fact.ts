export type FactRule = {
  /** The heading of the issue form's section that gives it, if the form asks for it. */
  readonly section?: string;
  /** What the board calls it. */
  readonly title: string;
  readonly question: string;
  /** The line to paste that gives it. */
  readonly command: string;
};

/** Everything that an incident can be asked to know, and the one line that answers. */
export const FACTS = {
  summary: {
    title: "Summary",
    question: "What is broken, in one line?",
    command: "/summary <what is broken>",
  },
  severity: {
    section: "Severity",
    title: "Severity",
    question: "How bad is it?",
    command: "/severity critical|major|minor",
  },
  scope: {
    section: "Who or what is affected?",
    title: "Scope",
    question: "Who or what is affected?",
    command: "/scope <who or what is affected>",
  },
  steps: {
    section: "How can anyone see it fail?",
    title: "Steps",
    question: "How can anyone see it fail?",
    command: "/steps <how to see it>",
  },
  works: {
    section: "What still works?",
    title: "Still works",
    question: "What still works?",
    command: "/works <what still works>",
  },
  started: {
    section: "When did it start?",
    title: "Started",
    question: "When did the impact begin?",
    command: "/started <time>",
  },
  paths: {
    section: "Paths",
    title: "Paths",
    question: "Which files does it concern?",
    command: "/paths <folder>",
  },
  components: {
    section: "Components",
    title: "Components",
    question: "Which component?",
    command: "/component <name>",
  },
  lead: {
    title: "Lead",
    question: "Who is on it?",
    command: "/checking",
  },
  alert: {
    title: "Alert",
    question: "Has everybody been told, and when do they hear more?",
    command: "/alert next 10m",
  },
  kludge: {
    title: "Kludge",
    question: "What makes it usable now?",
    command: "/kludge <what you did>",
  },
  impact: {
    title: "Impact while kludged",
    question: "What do users notice meanwhile?",
    command: "/impact <what users notice>",
  },
  stable: {
    title: "Stable",
    question: "Is it usable again?",
    command: "/stable",
  },
  cause: {
    title: "Cause",
    question: "What caused it?",
    command: "/cause <what caused it>",
  },
  fix: {
    title: "Fix",
    question: "What is the real fix?",
    command: "/fix <#number>",
  },
  tested: {
    title: "Tested",
    question: "Where and how was the fix tested?",
    command: "/tested <where and how>",
  },
  settled: {
    title: "Kludges settled",
    question: "Is every kludge undone or kept?",
    command: "/undo <K1>",
  },
  restored: {
    title: "Restored",
    question: "Does everything work again?",
    command: "/restored",
  },
  report: {
    title: "Report",
    question: "Is the report merged?",
    command: "close the issue",
  },
} as const satisfies Record<string, FactRule>;

export type FactName = keyof typeof FACTS;

/** Facts that are free text: one command or form section gives them, the latest wins. */
const TEXT_FACTS = ["summary", "scope", "steps", "works", "impact", "cause", "tested"] as const;
export type TextFact = (typeof TEXT_FACTS)[number];

/** Facts that are a moment: they can be corrected, and the original is kept. */
const MOMENT_FACTS = ["started", "broken", "stable", "restored"] as const;
export type MomentFact = (typeof MOMENT_FACTS)[number];

export const SEVERITIES = ["critical", "major", "minor"] as const;
export type Severity = (typeof SEVERITIES)[number];

export function parseSeverity(text: string): Severity | undefined {
  const word = text.trim().toLowerCase();
  return SEVERITIES.find((severity) => severity === word);
}

export function isWorse(one: Severity, other: Severity): boolean {
  return SEVERITIES.indexOf(one) < SEVERITIES.indexOf(other);
}

export function severityLabel(severity: Severity): string {
  return `severity:${severity}`;
}

export function parseSeverityLabel(label: string): Severity | undefined {
  const name = label.toLowerCase();
  return name.startsWith("severity:") ? parseSeverity(name.slice("severity:".length)) : undefined;
}
