import { LABEL_STYLES } from "../../text/label-style.ts";
import type { LabelStyle, Write } from "../../text/write.ts";
import { notFound } from "../client/failure.ts";
import type { GraphqlError } from "../client/failure.ts";
import type { GitHub, RepoName, RepoRef } from "../client/github.ts";
import { at, isRecord } from "../client/narrow.ts";
import { mutate } from "./mutate.ts";
import { labelId } from "./mutations.ts";
import type { Mutation } from "./mutations.ts";
import { labelIdsOf, repoRefOf } from "../read/narrow-repository.ts";
import { query } from "../client/query.ts";
import { labelFields } from "../read/query-parts.ts";

const PLAIN: LabelStyle = { color: "ededed", description: "" };

type CreatedLabels = {
  readonly target: RepoRef;
  readonly errors: readonly GraphqlError[];
  /** What the client threw when some were refused. */
  readonly thrown?: unknown;
};

/** The target with every label that the writes add: those that the repository lacks are created first. */
export async function createLabels(
  github: GitHub,
  target: RepoRef,
  writes: readonly Write[],
): Promise<CreatedLabels> {
  const names = missingLabels(target, writes);
  if (names.length === 0) return { target, errors: [] };
  const creations = names.map((name) => creationOf(name, target));
  const { outcomes, thrown } = await mutate(github, "create-label", creations);
  const created = outcomes.map((outcome) => (outcome.ok ? at(outcome.answer, "label") : undefined));
  const refused = outcomes.flatMap((outcome) => (outcome.ok ? [] : [outcome.error]));
  const errors = refused.filter((error) => !isTaken(error));
  const isRaced = errors.length < refused.length;
  const labelIds = {
    ...target.labelIds,
    ...labelIdsOf(created),
    ...(isRaced ? await findLabels(github, target, names) : {}),
  };
  return { target: { ...target, labelIds }, errors, thrown };
}

function missingLabels(target: RepoRef, writes: readonly Write[]): readonly string[] {
  const missing = writes.flatMap((write) =>
    write.type === "add-label" && labelId(target, write.label) === undefined ? [write.label] : [],
  );
  return [...new Map(missing.map((label) => [label.toLowerCase(), label])).values()];
}

function creationOf(name: string, target: RepoRef): Mutation {
  const { color, description } = LABEL_STYLES[name] ?? PLAIN;
  return {
    field: "createLabel",
    inputType: "CreateLabelInput",
    input: { repositoryId: target.repository.id, name, color, description },
  };
}

/** Somebody else, or another run, was quicker. */
function isTaken(error: GraphqlError): boolean {
  return /already (?:been taken|exists)|already_exists/i.test(error.message);
}

async function findLabels(
  github: GitHub,
  { repository: { owner, name: repo } }: RepoRef,
  names: readonly string[],
): Promise<RepoRef["labelIds"]> {
  return (await readLabelTarget(github, { owner, repo }, names)).labelIds;
}

/** A repository for `createLabels`, with those of the labels that it has already. */
export async function readLabelTarget(
  github: GitHub,
  { owner, repo }: RepoName,
  names: readonly string[],
): Promise<RepoRef> {
  const labels = labelFields(names);
  const operation = `read the labels of ${owner}/${repo}`;
  const data = await query(github, {
    operation,
    query: `query ReadLabels($owner: String!, $name: String!, ${labels.parameters}) {
      repository(owner: $owner, name: $name) { id name owner { login } ${labels.fields} }
    }`,
    variables: { owner, name: repo, ...labels.variables },
  });
  const found = at(data, "repository");
  if (!isRecord(found)) throw notFound(operation);
  return repoRefOf(found, undefined);
}
