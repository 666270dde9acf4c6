import type { News } from "../model/incident.ts";

/** Who is on the incident beside the one who says it. */
export function leadsBeside({ by, context }: News): readonly string[] {
  return context.leads.filter((lead) => lead.toLowerCase() !== by.toLowerCase());
}
