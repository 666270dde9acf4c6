import type { CommandDefinition } from "../../src/cli/command-definition.ts";
import { COMMAND_TABLE } from "../../src/cli/command-table.ts";
import type { ActionSource } from "../../src/cli/init/read-action.ts";

/** What npm's page says: the commands that run from there, and where the others are. */
export function packageReadme(source: ActionSource | undefined): string {
  const [inClones, here] = [true, false].map((isInClone) =>
    COMMAND_TABLE.filter(({ isInClonesOnly = false }) => isInClonesOnly === isInClone),
  );
  const repository =
    source === undefined
      ? "the repository"
      : `[the repository](https://github.com/${source.repository})`;
  return `# dakor

Incident response for teams that live in GitHub: Diagnose, Alert, Kludge, Optimize, Report.

    npx dakor init

sets a repository up. It runs on Node 20 or newer and installs nothing else.

${(here ?? []).map(line).join("\n")}

${sentence((inClones ?? []).map(({ name }) => `\`${name}\``))} run in a clone of ${repository}, which has the manual too.
`;
}

function line({ name, summary }: CommandDefinition): string {
  return `- \`npx dakor ${name}\`: ${summary}`;
}

function sentence(names: readonly string[]): string {
  return `${names.slice(0, -1).join(", ")} and ${names.at(-1) ?? ""}`;
}
