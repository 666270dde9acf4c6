import type { Breadcrumb, Incident } from "./incident.ts";

export function withBreadcrumb(incident: Incident, breadcrumb: Breadcrumb): Incident {
  return { ...incident, breadcrumbs: [...incident.breadcrumbs, breadcrumb] };
}
