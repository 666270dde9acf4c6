import { once } from "node:events";
import { people, type PersonName } from "../../demo/people.ts";
import type { LocalGitHub } from "@dakor/local-github";
import type { Screen } from "../terminal/screen.ts";
import type { AppProcess } from "./start-app.ts";

type Kept = {
  readonly screen: Screen;
  readonly local: LocalGitHub;
  readonly app: AppProcess;
  readonly issue: number;
  readonly signal: AbortSignal;
};

/** Says where everything is, and waits for Ctrl-C. */
export async function showKept({ screen, local, app, issue, signal }: Kept): Promise<void> {
  const { line, paint } = screen;
  const comments = `${local.url}/api/v3/repos/acme/shop/issues/${issue}/comments`;
  line();
  line(paint("bold", "Still running"));
  line();
  line(`  GitHub   REST ${local.url}/api/v3, GraphQL ${local.url}/api/graphql`);
  line(`  App      ${app.url}/healthz, process ${app.pid ?? "?"}`);
  for (const name of names()) {
    line(`  ${name.padEnd(8)} ${local.tokenOf(name).padEnd(10)} ${paint("dim", people[name].is)}`);
  }
  line();
  line("  Ask the bot where the incident stands, and read its answer:");
  line();
  line(
    `  curl -H 'Authorization: Bearer ${local.tokenOf("lea")}' -d '{"body":"/status"}' ${comments}`,
  );
  line(
    `  curl -H 'Authorization: Bearer ${local.tokenOf("lea")}' '${comments}?direction=desc&per_page=2'`,
  );
  line();
  line("  Ctrl-C ends it.");
  if (!signal.aborted) await once(signal, "abort");
  signal.throwIfAborted();
}

function names(): readonly PersonName[] {
  return ["tess", "lea", "john", "nico", "sam", "mia"];
}
