import { JOB_PERMISSIONS, type JobKind, type Permissions } from "../../core/model/permission.ts";
import { ROUTED_EVENTS, UNASKED_EVENTS } from "./routes.ts";

/** What the App can do without: it is then refused, and says so on the board. */
const OPTIONAL: ReadonlySet<JobKind> = new Set(["report", "queue"]);

/** `full`: everything works. `minimal`: board, commands and gate; reports and rollbacks are people's to write. */
export type ManifestKind = "full" | "minimal";

export type Manifest = {
  readonly permissions: Permissions;
  readonly events: readonly string[];
};

/** What the App asks GitHub for. `npm run docs` writes it into app.yml and docs/reference/app-minimal.yml. */
export function manifestOf(kind: ManifestKind): Manifest {
  const kinds = Object.keys(JOB_PERMISSIONS).filter(
    (job): job is JobKind => job in JOB_PERMISSIONS,
  );
  const grants = kinds
    .filter((job) => kind === "full" || !OPTIONAL.has(job))
    .flatMap((job) => Object.entries(JOB_PERMISSIONS[job]))
    // Whatever is written by any of them comes last, and stays.
    .toSorted(([, one], [, other]) => (one < other ? -1 : one > other ? 1 : 0));
  return {
    permissions: Object.fromEntries(
      [...new Map(grants)].toSorted(([one], [other]) => (one < other ? -1 : 1)),
    ),
    events: [...ROUTED_EVENTS].filter((event) => !UNASKED_EVENTS.includes(event)).toSorted(),
  };
}
