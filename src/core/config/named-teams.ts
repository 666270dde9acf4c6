import type { Config } from "./config.ts";

/** Where the configuration names a team: "severities.critical.mention" and "acme/ops". */
export type NamedTeam = { readonly path: string; readonly team: string };

/** GitHub tells teams only to whoever may see the organization's; a workflow's own token never may. */
export function namedTeams(config: Config): readonly NamedTeam[] {
  const lists = [
    ...Object.entries(config.severities).map(
      ([severity, { mention }]) => [`severities.${severity}.mention`, mention] as const,
    ),
    ["escalation", config.escalation] as const,
    ["report.reviewers", config.report.reviewers] as const,
  ];
  return lists.flatMap(([path, names]) =>
    names
      .map((name) => name.replace(/^@/, ""))
      .filter((name) => name.includes("/"))
      .map((team) => ({ path, team })),
  );
}
