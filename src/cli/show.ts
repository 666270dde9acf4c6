import { FACTS } from "../core/model/fact.ts";
import { isGating } from "../core/gate/gate.ts";
import type { Incident } from "../core/model/incident.ts";
import type { DeliveryNote } from "../core/notify/delivery.ts";
import { planDeliveries } from "../core/notify/plan-deliveries.ts";
import { boardView } from "../core/plan/plan.ts";
import { replay } from "../core/replay/replay.ts";
import type { Snapshot } from "../core/model/snapshot.ts";
import { notFound } from "../github/client/failure.ts";
import { readIncident } from "../github/read/read-incident.ts";
import { createRoleCache } from "../github/read/read-role.ts";
import { renderBoard } from "../text/board/board.ts";
import { USUAL_APP } from "./command-definition.ts";
import type { CommandEnvironment } from "./command-definition.ts";
import { connect, presentInstant } from "./connect.ts";
import type { Connected } from "./connect.ts";
import { explainNumber } from "./explain-number.ts";
import { exitCode } from "./exit-code.ts";
import { withProgress } from "./terminal/progress.ts";
import { createScreen } from "./terminal/screen.ts";
import { terminalLines } from "./terminal/plain-lines.ts";

export type ShowOptions = {
  readonly repo: string | undefined;
  readonly number: number;
  readonly app: string | undefined;
  readonly json: boolean;
};

/** Shows one incident as its issue tells it now. */
export async function runShow(
  options: ShowOptions,
  environment: CommandEnvironment,
): Promise<number> {
  const snapshot = await read(options, await connect(options.repo, environment));
  const incident = replay(snapshot);
  if (options.json) {
    process.stdout.write(`${JSON.stringify(shownIncident(incident, snapshot), undefined, 2)}\n`);
  } else {
    const screen = createScreen(process.stdout);
    const board = renderBoard(boardView(incident, snapshot));
    for (const line of terminalLines(board, screen)) screen.line(line);
    screen.line();
    screen.line(screen.paint("dim", `#${incident.number} ${incident.url}`));
  }
  return exitCode(incident.status === "none" ? "found" : "done");
}

async function read(
  { number, app = USUAL_APP }: ShowOptions,
  connected: Connected,
): Promise<Snapshot> {
  const { github, place } = connected;
  const { owner, repo } = place;
  const reading = readIncident(
    github,
    { owner, repo, number },
    {
      now: presentInstant(),
      roles: createRoleCache({ clock: () => performance.now() }),
      ownBots: [app],
    },
  );
  const says = `Reading ${owner}/${repo}#${number}`;
  const found = await withProgress(reading, { says, out: process.stderr });
  if (found === undefined) {
    const other = await explainNumber(connected, { number, wanted: "issue" });
    throw other ?? notFound(`read ${owner}/${repo}#${number}`);
  }
  return found.snapshot;
}

/** What the bot has said and still has to say is left out: the incident is what people told. */
export type ShownIncident = {
  readonly schema_version: 1;
  readonly incident: Omit<
    Incident,
    "news" | "replies" | "accepted" | "missing" | "asked" | "status"
  > & { readonly standing: Incident["status"] };
  /** What its phase still needs to go on, each with the line that gives it. */
  readonly missing: readonly {
    readonly fact: string;
    readonly question: string;
    readonly command: string;
  }[];
  /** What was told outside GitHub. */
  readonly told: readonly (Omit<DeliveryNote, "ref"> & {
    readonly target: string;
    readonly news: string;
  })[];
  readonly gate: { readonly holds: boolean; readonly paths: readonly string[] };
};

function shownIncident(incident: Incident, snapshot: Snapshot): ShownIncident {
  const {
    news: _news,
    replies: _replies,
    accepted: _accepted,
    missing,
    asked: _asked,
    status: standing,
    ...told
  } = incident;
  const { log } = planDeliveries(incident, snapshot);
  const holds = isGating(incident) && incident.paths.length > 0;
  return {
    schema_version: 1,
    incident: { standing, ...told },
    missing: missing.map((fact) => {
      const { question, command } = FACTS[fact];
      return { fact, question, command };
    }),
    told: log.map(({ target, kind: news, note: { ref: _ref, ...note } }) => ({
      target,
      news,
      ...note,
    })),
    gate: { holds, paths: holds ? incident.paths : [] },
  };
}
