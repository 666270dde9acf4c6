import { keptWords, asDecided } from "../replay/as-decided.ts";
import type { CommandName } from "../command/command.ts";
import { commandsOf } from "../command/commands-of.ts";
import type { Incident } from "../model/incident.ts";
import type { Command } from "../command/parsed-command.ts";
import type { IncidentRecord, KeptWords } from "./record.ts";
import type { Snapshot } from "../model/snapshot.ts";
import type { Comment } from "../model/timeline.ts";
import { tracesIn } from "./traces.ts";

/** Longer comments are remembered by the first lines of their commands. */
const LONGEST = 300;
const LONGEST_LINE = 200;

/** What only tells, and decides nothing. */
const TELLING: readonly CommandName[] = ["note", "update", "doing", "status", "help"];

/** What people said that counts, in their own words: what decides before what only tells, the latest first. */
export function wordsToKeep(
  { accepted }: Incident,
  snapshot: Snapshot,
  before: IncidentRecord | undefined,
): readonly KeptWords[] {
  const counted = new Set(accepted);
  const traces = tracesIn(snapshot);
  const remembered = new Map(before?.words?.map(({ source, trace }) => [source, trace]));
  const { refused } = keptWords(snapshot);
  const kept = asDecided(snapshot).timeline.flatMap((event) => {
    if (event.type !== "commented" || event.by.isBot || !counted.has(event.id)) return [];
    const { id: source, at, by, editedBy, editedAt = at } = event;
    const trace = remembered.get(source) ?? traces.of(source);
    const commands = commandsIn(event, snapshot);
    if (trace === undefined || commands.length === 0) return [];
    const change = refused.get(source);
    const words: KeptWords = {
      source,
      trace,
      at,
      by: by.login,
      text: textOf(event, commands),
      ...(editedBy === undefined ? {} : { edited: { at: editedAt, by: editedBy } }),
      ...(change === undefined ? {} : { refused: change }),
    };
    return [{ words, isTelling: commands.every(({ name }) => TELLING.includes(name)) }];
  });
  return kept
    .toReversed()
    .toSorted((one, other) => Number(one.isTelling) - Number(other.isTelling))
    .map(({ words }) => words);
}

function commandsIn(comment: Comment, { repository }: Snapshot): readonly Command[] {
  return commandsOf(comment, repository.url).flatMap((line) =>
    line.type === "command" ? [line.command] : [],
  );
}

function textOf({ body }: Comment, commands: readonly Command[]): string {
  if (body.length <= LONGEST) return body;
  return commands
    .map(({ line }) =>
      line.length > LONGEST_LINE ? `${line.slice(0, LONGEST_LINE - 1).trimEnd()}…` : line,
    )
    .join("\n");
}
