import { withBreadcrumb } from "../../model/incident.ts";
import type { Incident } from "../../model/incident.ts";
import { severityWords } from "../../config/config.ts";
import type { Source } from "../../model/timeline.ts";
import { saidBy } from "./rule.ts";
import type { CommandContext, CommandOutcome } from "./rule.ts";
import { readSeverity } from "../../command/severity-words.ts";
import { withSeverity, withTextFact } from "./diagnose.ts";

/** An incident begins when somebody with permission says so, by label or by `/incident`. */
export function withDeclaration(incident: Incident, said: Source): Incident {
  // A false alarm is taken back by reopening the issue.
  if (incident.status === "declared" || incident.status === "dismissed") return incident;
  const { leads, closed, isClosed } = incident;
  // Closed before anybody called it an incident: it is over, and only told.
  const isLate = incident.declared === undefined && isClosed;
  return withBreadcrumb(
    {
      ...incident,
      // Who was assigned before is on it from now on.
      ...(leads.length === 0 || incident.acknowledged !== undefined
        ? {}
        : { acknowledged: said, led: leads }),
      status: "declared",
      // A label that was lost and put back reopens nothing.
      isClosed: closed !== undefined && isClosed,
      isAfterTheFact: incident.isAfterTheFact || isLate,
      declared: incident.declared ?? said,
    },
    { at: said.at, by: said.by, kind: "declared" },
  );
}

/** `/incident critical: Checkout is down`: what is said with it counts, too. */
export function declare(incident: Incident, order: CommandContext): CommandOutcome {
  const [late, said = ""] =
    /^(?:after[ -]the[ -]fact\b[\s,;:.–—-]*)?(.*)$/is.exec(order.command.text) ?? [];
  const isAfterTheFact = late !== said;
  const begun = withDeclaration(incident, saidBy(order));
  const declared = isAfterTheFact ? { ...begun, isAfterTheFact } : begun;
  const [, level = "", rest] =
    /^(\S+?(?: \d)?)[!.]*(?:$|\s*[:,;]\s+|\s+[–—-]\s+)(.*)$/s.exec(said) ?? [];
  const severity = level === "" ? undefined : readSeverity(level, severityWords(order.config));
  const known =
    severity === undefined
      ? { incident: declared }
      : withSeverity(declared, severity, saidBy(order));
  const text = severity === undefined ? said : (rest ?? "");
  return text === ""
    ? known
    : {
        ...known,
        incident: withTextFact(known.incident, "summary", {
          ...order,
          command: { ...order.command, text },
        }),
      };
}
