import { parseConfig } from "../../core/config/parse-config.ts";
import type { ConfigReading } from "../../core/config/config.ts";
import type { Repository } from "../../core/model/snapshot.ts";
import type { RepoRef } from "../client/github.ts";
import { at, nodes, text, textOrNone } from "../client/narrow.ts";
import type { Json } from "../client/narrow.ts";
import { defined } from "../../core/model/defined.ts";

export function repositoryOf(json: Json): Repository {
  const headOid = textOrNone(at(json, "defaultBranchRef", "target", "oid"));
  return {
    id: text(json["id"]),
    owner: text(at(json, "owner", "login")),
    name: text(json["name"]),
    url: text(json["url"]),
    isPrivate: json["isPrivate"] !== false,
    defaultBranch: textOrNone(at(json, "defaultBranchRef", "name")) ?? "main",
    ...defined({ headOid }),
  };
}

/** The configuration on the default branch; a folder or a binary of that name reads as an empty file. */
export function configOf(json: Json): ConfigReading {
  const file = json["config"];
  return parseConfig(isThere(file) ? text(at(file, "text")) : undefined);
}

export function templateOf(json: Json): string | undefined {
  return textOrNone(at(json, "template", "text"));
}

/** The repository for writes, with the labels under `labelFields`' aliases and those on the subject itself. */
export function repoRefOf(json: Json, labels: unknown): RepoRef {
  const { id, owner, name } = repositoryOf(json);
  const named = Object.entries(json).flatMap(([alias, label]) =>
    alias.startsWith("label") ? [label] : [],
  );
  return { repository: { id, owner, name }, labelIds: labelIdsOf([...named, ...nodes(labels)]) };
}

/** Node ids by lower-case name; what isn't there has none. */
export function labelIdsOf(labels: readonly unknown[]): RepoRef["labelIds"] {
  const ids = labels.flatMap((label) => {
    const name = textOrNone(at(label, "name"));
    const id = textOrNone(at(label, "id"));
    return name === undefined || id === undefined ? [] : [[name.toLowerCase(), id] as const];
  });
  return Object.fromEntries(ids);
}

function isThere(file: unknown): boolean {
  return textOrNone(at(file, "__typename")) !== undefined;
}
