import { parseMarker } from "../../core/model/marker.ts";
import { revertedNumbers } from "../../core/gate/revert.ts";
import { isOwnBot } from "../../core/model/own-bots.ts";
import type { OwnBots } from "../../core/model/own-bots.ts";
import type { Pull, PullLink } from "../../core/model/snapshot.ts";
import { parseLink } from "../../core/model/marker.ts";
import {
  at,
  count,
  isRecord,
  labelNames,
  nodes,
  person,
  text,
  textOrNone,
} from "../client/narrow.ts";
import type { Json } from "../client/narrow.ts";
import { defined } from "../../core/model/defined.ts";

const STATES: Readonly<Record<string, Pull["state"]>> = { CLOSED: "closed", MERGED: "merged" };

/** A pull request from the fields of `PULL_FIELDS`; `moreComments` are those after its first page of them. */
export function pullOf(json: Json, ownBots: OwnBots, moreComments: readonly Json[] = []): Pull {
  const number = count(json["number"]);
  const comments = [...nodes(json["comments"]), ...moreComments];
  const closedAt = textOrNone(json["closedAt"]);
  const mergedAt = textOrNone(json["mergedAt"]);
  return {
    id: text(json["id"]),
    number,
    url: text(json["url"]),
    title: text(json["title"]),
    body: text(json["body"]),
    author: person(json["author"]),
    state: STATES[text(json["state"])] ?? "open",
    createdAt: text(json["createdAt"]),
    ...defined({ closedAt, mergedAt }),
    ...(isRecord(json["mergedBy"]) ? { mergedBy: person(json["mergedBy"]) } : {}),
    head: text(json["headRefName"]),
    headOid: text(json["headRefOid"]),
    isLocal: json["isCrossRepository"] === false,
    labels: labelNames(json["labels"]),
    links: comments.flatMap((comment) => linksIn(comment, ownBots)),
    ...signsOf(comments, ownBots),
    ...revertsOf(json, number),
  };
}

function signsOf(comments: readonly Json[], ownBots: OwnBots): Pick<Pull, "signs"> {
  const signs = comments.flatMap((comment) => {
    const isOwn = isOwnBot(person(comment["author"]), ownBots);
    const sign = isOwn ? parseMarker(text(comment["body"]))?.key : textOrNone(comment["id"]);
    return sign === undefined ? [] : [sign];
  });
  return signs.length === 0 ? {} : { signs };
}

export function linksIn(comment: Json, ownBots: OwnBots): readonly PullLink[] {
  if (!isOwnBot(person(comment["author"]), ownBots)) return [];
  const link = parseLink(text(comment["body"]));
  return link === undefined ? [] : [{ ...link, at: text(comment["createdAt"]) }];
}

/** A fork's branch could be anybody's: its word that it reverts something doesn't count. */
function revertsOf(json: Json, number: number): Pick<Pull, "revertedBy" | "reverts"> {
  const known = new Map(
    nodes(json["revertedBy"]).flatMap((event) => {
      const source = at(event, "source");
      return isRevertOf(source, json, number)
        ? [[count(at(source, "number")), source] as const]
        : [];
    }),
  );
  const reverts = [...known].flatMap(([revert, source]) => {
    const mergedAt = textOrNone(at(source, "mergedAt"));
    return mergedAt === undefined
      ? []
      : [{ number: revert, by: person(at(source, "author")), at: mergedAt }];
  });
  return { revertedBy: [...known.keys()], ...(reverts.length === 0 ? {} : { reverts }) };
}

function isRevertOf(source: unknown, json: Json, number: number): boolean {
  if (at(source, "isCrossRepository") !== false) return false;
  const signs = {
    title: text(at(source, "title")),
    body: text(at(source, "body")),
    head: text(at(source, "headRefName")),
    url: text(at(source, "url")),
  };
  const isOurs = signs.url.replace(/\d+$/, "") === text(json["url"]).replace(/\d+$/, "");
  return isOurs && revertedNumbers(signs).includes(number);
}
