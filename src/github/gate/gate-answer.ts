import type { ConfigReading } from "../../core/config/config.ts";
import type { OwnBots } from "../../core/model/own-bots.ts";
import type { Repository } from "../../core/model/snapshot.ts";
import type { Instant } from "../../core/time/time.ts";
import { malformedAnswer, staleRead } from "../client/failure.ts";
import type { RepoName } from "../client/github.ts";
import type { HeldIncidents } from "./held-incidents.ts";
import { at, count, isRecord, text } from "../client/narrow.ts";
import type { Json } from "../client/narrow.ts";
import { configOf, repositoryOf } from "../read/narrow-repository.ts";
import type { RoleCache } from "../read/read-role.ts";
import { ownBotsOf } from "../read/own-bots-of.ts";
import { unlabelledIn } from "../read/unlabelled.ts";
import { furtherPage, wholeNodes } from "../client/pages.ts";

export type GateOptions = {
  readonly now: Instant;
  readonly roles: RoleCache;
  /** Logins of other bots that count as this one. */
  readonly ownBots?: readonly string[];
  /** Incidents that a list without them is too old for. */
  readonly held?: HeldIncidents;
};

/** What the first request answered about the repository. */
export type GateAnswer = {
  readonly place: RepoName;
  readonly options: GateOptions;
  readonly ownBots: OwnBots;
  readonly json: Json;
  readonly repository: Repository;
  readonly config: ConfigReading;
  /** No issue is listed as an unreported incident, nor may be one. */
  readonly isQuiet: boolean;
  /** Issues that may be unreported incidents without a label. */
  readonly unlabelled: readonly number[];
};

/** Whatever isn't there that was asked for is a failure: nothing may pass because of a gap. */
export function gateAnswer(data: unknown, place: RepoName, options: GateOptions): GateAnswer {
  const operation = `read the gate of ${place.owner}/${place.repo}`;
  const json = at(data, "repository");
  if (!isRecord(json))
    throw malformedAnswer(operation, "there is no such repository, or it may not be seen");
  const repository = repositoryOf(json);
  if (repository.id === "" || !("config" in json))
    throw malformedAnswer(operation, "it is no repository");
  const ownBots = ownBotsOf(at(data, "viewer", "login"), options.ownBots);
  const lists = [json["open"], json["owed"]];
  const listed = new Set(
    lists.flatMap((list) => wholeNodes(list, operation)).map(({ number }) => number),
  );
  const unlabelled = unlabelledIn(json["recent"], operation, ownBots).filter(
    (number) => !listed.has(number),
  );
  const isWhole = lists.every((list) => furtherPage(list, operation) === undefined);
  const known = new Set([...listed, ...unlabelled]);
  const isOlder = options.held?.numbers(place).some((number) => !known.has(number)) === true;
  if (isWhole && isOlder) throw staleRead(operation);
  return {
    place,
    options,
    ownBots,
    json,
    repository,
    config: configOf(json),
    isQuiet: isWhole && known.size === 0,
    unlabelled,
  };
}

/** What must be known of the pull request that is judged, from the fields of `GateTarget`. */
export function targetIn(json: Json): {
  readonly pull: number;
  readonly head: string;
  readonly changedFiles: number;
} {
  const [pull, head] = [count(json["number"]), text(json["headRefOid"])];
  if (head === "" || pull === 0 || typeof json["changedFiles"] !== "number") {
    throw malformedAnswer("read the pull request", "it has no head");
  }
  return { pull, head, changedFiles: count(json["changedFiles"]) };
}
