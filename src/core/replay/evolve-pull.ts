import { advance } from "./advance.ts";
import { withBreadcrumb } from "../model/incident.ts";
import type { Incident } from "../model/incident.ts";
import type { PullEvent } from "./history.ts";
import type { Source } from "../model/timeline.ts";
import { kludgeOfPull, withKludge } from "../model/kludge.ts";
import { isPermitted } from "../model/authority.ts";
import { isRevert, namesIssue, revertedNumber, revertedNumbers } from "../gate/revert.ts";
import type { ReplayContext } from "./commands/rule.ts";
import { addKludge, kludgeNews, logKludge } from "./commands/kludge.ts";
import { withReply } from "./commands/lifecycle.ts";
import { withUndone, withWithdrawn } from "./commands/optimize.ts";
import { withOutage, withReopening } from "./commands/broken.ts";
import { isOwnBot } from "../model/own-bots.ts";
import type { Pull } from "../model/snapshot.ts";
import { withNews } from "./with-news.ts";

/** Pull requests act by what becomes of them: linked, merged, or closed without a merge. */
export function evolvePull(incident: Incident, event: PullEvent, around: ReplayContext): Incident {
  const { pull } = event;
  const said: Source = { by: pull.author.login, at: event.at, source: pull.id };
  switch (event.type) {
    case "pull-opened":
      return opened(incident, pull, around);
    case "pull-merged": {
      // It is in place through whoever merged it.
      const done = { ...said, by: (pull.mergedBy ?? pull.author).login };
      return advance(merged(incident, { pull, said: done }, around), done, around.config);
    }
    case "pull-closed":
      return withdrawn(incident, pull, said);
    case "pull-reverted":
      return fixReverted(incident, event);
  }
}

/**
 * A rollback that names the incident, or that was linked to it, is a kludge from its opening on:
 * when the bot got to see it must make no difference.
 */
function opened(incident: Incident, pull: Pull, around: ReplayContext): Incident {
  const role = roleOf(incident, pull, around);
  if (role === undefined || isKnown(incident, pull)) return incident;
  const reverted = revertedNumber(pull);
  const undone = reverted === undefined ? undefined : kludgeOfPull(incident, reverted);
  if (undone !== undefined) return withKludge(incident, { ...undone, undonePull: pull.number });
  if (role === "undo") return incident;
  const said: Source = { by: pull.author.login, at: pull.createdAt, source: pull.id };
  const { incident: added, news = [] } = addKludge(
    incident,
    { what: pull.title, pull },
    { ...said, kludgeIds: around.kludgeIds },
  );
  const moved = advance(added, said, around.config);
  return withNews(moved, news, { config: around.config });
}

function isKnown(incident: Incident, pull: Pull): boolean {
  const asked = new Set(pull.links.length === 0 ? revertedNumbers(pull) : []);
  return incident.kludges.some(
    (kludge) =>
      kludge.pull === pull.number ||
      (kludge.rollbackOf !== undefined && asked.has(kludge.rollbackOf)),
  );
}

function roleOf(
  incident: Incident,
  pull: Pull,
  around: ReplayContext,
): "kludge" | "undo" | undefined {
  const link = pull.links.find((known) => known.incident === incident.number);
  if (link?.role === "kludge" || link?.role === "undo") return link.role;
  if (link?.role === "asked") return undefined;
  // The label is the bot's own there: a command has named it, and that counts from its own moment on.
  const signs = link?.role === "named" ? { ...pull, labels: [] } : pull;
  const isOurs = isOwnBot(pull.author, around.ownBots);
  if (!isOurs && !isPermitted(pull.author, around.roles, around.config)) return undefined;
  return isRevert(signs) && namesIssue(pull, incident.number) ? "kludge" : undefined;
}

function merged(
  incident: Incident,
  { pull, said }: { readonly pull: Pull; readonly said: Source },
  { config }: ReplayContext,
): Incident {
  const applied = kludgeOfPull(incident, pull.number);
  if (applied?.state === "announced") {
    const standing = { ...applied, state: "standing" as const, appliedAt: said.at };
    const logged = withKludge(logKludge(incident, standing, said), standing);
    return withNews(logged, [kludgeNews(standing, said)], { config });
  }
  const undone = incident.kludges.find((kludge) => kludge.undonePull === pull.number);
  return undone === undefined ? incident : withUndone(incident, undone, said);
}

/** What is closed without a merge is neither kludge nor fix. */
function withdrawn(incident: Incident, pull: Pull, said: Source): Incident {
  const fixes = incident.fixes.map((fix) =>
    fix.pull === pull.number ? { ...fix, gone: "unmerged" as const } : fix,
  );
  const kludge = kludgeOfPull(incident, pull.number);
  const unfixed = { ...incident, fixes };
  return kludge?.state === "announced" ? withWithdrawn(unfixed, kludge, said) : unfixed;
}

/** The fix is gone, and with it whatever it had restored. */
function fixReverted(
  incident: Incident,
  event: Extract<PullEvent, { readonly type: "pull-reverted" }>,
): Incident {
  const { pull, revert, at } = event;
  const fix = incident.fixes.find((known) => known.pull === pull.number);
  if (fix === undefined || fix.gone !== undefined) return incident;
  const said: Source = { by: event.by.login, at, source: `revert:${revert}` };
  const fixes = incident.fixes.map((known) =>
    known === fix ? { ...known, gone: "reverted" as const } : known,
  );
  const unfixed = withBreadcrumb(
    { ...incident, fixes },
    { at, by: said.by, kind: "fix", about: `#${pull.number} reverted by #${revert}` },
  );
  if (incident.moments.restored === undefined) return unfixed;
  const open = incident.isClosed ? withReopening(unfixed, said) : unfixed;
  const broken = withBreadcrumb(withOutage(open, at, said), { at, by: said.by, kind: "broken" });
  return withReply(broken, {
    type: "broken-again",
    source: said.source,
    to: said.by,
    because: "fix-reverted",
    pull: revert,
  });
}
