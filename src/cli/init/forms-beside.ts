import { INCIDENT_LABEL } from "../../core/model/phase.ts";
import { isNear } from "../doctor/checks/check-form.ts";
import { parseForm } from "../doctor/read-form.ts";
import { readHere } from "../doctor/read-here.ts";

/** Forms that look like an incident's, and open none: what the team's own are is the team's to change. */
export async function formsBeside(top: string): Promise<readonly string[]> {
  const files = await readHere(top);
  return (files?.forms ?? [])
    .flatMap((file) => parseForm(file) ?? [])
    .filter((form) => isNear(form) && !form.labels.includes(INCIDENT_LABEL))
    .map(
      ({ path }) => `${path} opens no incident yet. Give it the line  labels: [${INCIDENT_LABEL}]`,
    );
}
