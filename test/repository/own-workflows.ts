import { initFiles } from "../../src/cli/init/init-files.ts";
import { workflowFiles } from "../../src/cli/init/workflows.ts";
import { initWorkflow } from "../cli/init-workflow.ts";

/** actions/checkout, as every workflow of ours pins it. */
export const CHECKOUT = "actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1";

const HERE = "HERE";
const options = { uses: HERE, branch: "main" };
const FROM_DEFAULT = "          ref: ${{ github.event.repository.default_branch }}\n";

/** What init writes for others, with the Action of this repository: it has to be fetched before it runs. */
export const OWN_WORKFLOWS: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(workflowFiles(options)).map(([name, text]) => {
    const isGate = text === initWorkflow("dakor.yml", HERE);
    const steps = `      # Of the default branch, never of what is judged.
      - uses: ${CHECKOUT}
        with:
${isGate ? FROM_DEFAULT : ""}          persist-credentials: false
      - uses: ./
`;
    const own = text.replace(`      - uses: ${HERE}\n`, () => steps);
    return [
      `.github/workflows/${name}`,
      `# As dakor init writes it, but for its last steps.\n${own}`,
    ];
  }),
);

/** What init writes here as it does everywhere. */
export const WRITTEN_BY_INIT = initFiles({
  action: undefined,
  hasWorkflows: false,
  directory: "docs/incidents",
  branch: "main",
}).filter(({ path }) => path !== ".github/dakor.yml");
