import { namedTeams, uncalledSeverities } from "../../../core/config/config.ts";
import { parseConfig } from "../../../core/config/parse-config.ts";
import { at, text } from "../../../github/client/narrow.ts";
import {
  CALL_LINE,
  TEAM_REMEDY,
  uncalledLine,
  unheardTeamsLine,
} from "../../../text/board/board-notice.ts";
import { NO_FILES } from "./check-files.ts";
import { filesOf } from "../facts.ts";
import type { Facts } from "../facts.ts";
import type { Files } from "../read-here.ts";
import { fine, skipped, warning } from "../finding.ts";
import type { Verdict } from "../finding.ts";
import { jobsIn } from "../workflow/parse-workflow.ts";
import type { OwnJob } from "../workflow/parse-workflow.ts";

/** Whether the teams that are to be told can be told by whoever looks after incidents here. */
export function checkTeams(facts: Facts): readonly Verdict[] {
  const files = filesOf(facts);
  if (files === undefined) return [skipped(NO_FILES)];
  const unheard = unheardIn(files);
  return unheard === undefined
    ? [fine("No team is named that could not be told.")]
    : [warning(unheard, TEAM_REMEDY)];
}

/** What names somebody. */
export const CALL_REMEDY = `Write ${CALL_LINE} with names of yours.`;

/** Whether anybody is called where nobody answers. */
export function checkCalled(facts: Facts): readonly Verdict[] {
  const files = filesOf(facts);
  if (files === undefined) return [skipped(NO_FILES)];
  const uncalled = uncalledIn(files);
  return uncalled === undefined
    ? [fine("Somebody is called when no answer comes to an incident.")]
    : [warning(uncalled, CALL_REMEDY)];
}

export function uncalledIn({ config }: Pick<Files, "config">): string | undefined {
  const levels = uncalledSeverities(parseConfig(config).config);
  return levels.length === 0 ? undefined : uncalledLine(levels);
}

/** What a workflow's own token can't do with the configuration's teams; undefined where nothing is amiss. */
export function unheardIn({
  config,
  workflows,
}: Pick<Files, "config" | "workflows">): string | undefined {
  const teams = namedTeams(parseConfig(config).config);
  const isByWorkflow = jobsIn(workflows).some(leadsWithOwnToken);
  return teams.length > 0 && isByWorkflow ? unheardTeamsLine(teams) : undefined;
}

/** `token` left out, or the job's own: "${{ github.token }}", "${{ secrets.GITHUB_TOKEN }}". */
function leadsWithOwnToken({ mode, step }: OwnJob): boolean {
  const token = text(at(step, "with", "token"));
  return mode === "bot" && (token === "" || /github[._]token/i.test(token));
}
