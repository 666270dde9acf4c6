import { expect, test } from "vitest";
import { unheardIn } from "../../../src/cli/doctor/checks/check-teams.ts";
import { initWorkflow } from "../init-workflow.ts";

const USES = `acme/dakor@${"a".repeat(40)}`;
const CONFIG = [
  "escalation: ['@acme/leads', lea]",
  "severities: { critical: { mention: [acme/ops, john] } }",
  "report: { reviewers: [acme/ops] }",
].join("\n");

const BOT = initWorkflow("dakor-bot.yml", USES);
const SAID =
  "A workflow's own token can't notify teams, nor ask them for reviews: acme/ops (in severities.critical.mention, report.reviewers), acme/leads (in escalation).";

function withToken(token: string): string {
  return BOT.replace("          mode: bot\n", `          mode: bot\n          token: ${token}\n`);
}

type Row = readonly [what: string, config: string | undefined, workflow: string, said?: string];

test.each<Row>([
  ["the job's own token, left out", CONFIG, BOT, SAID],
  ["the job's own token, named", CONFIG, withToken("${{ github.token }}"), SAID],
  ["the job's own token, by its secret", CONFIG, withToken("${{ secrets.GITHUB_TOKEN }}"), SAID],
  ["an App's token", CONFIG, withToken("${{ steps.app.outputs.token }}")],
  ["only a gate", CONFIG, initWorkflow("dakor.yml", USES)],
  ["people only", "escalation: [lea]\nreport: { reviewers: [john] }", BOT],
  ["no configuration", undefined, BOT],
])("teams with %s", (...[, config, text = "", said]) => {
  expect(unheardIn({ config, workflows: [{ path: "a.yml", text }] })).toBe(said);
});
