import type { Pull, Repository } from "../../core/model/snapshot.ts";

export type LinkContext = { readonly repository: Repository; readonly pulls: readonly Pull[] };

export function pullLink(number: number, { repository }: LinkContext): string {
  return `[#${number}](${repository.url}/pull/${number})`;
}

/** "[#124](…) (merged)" */
export function pullState(number: number, place: LinkContext): string {
  const pull = place.pulls.find((known) => known.number === number);
  const link = pullLink(number, place);
  return pull === undefined ? link : `${link} (${pull.state})`;
}

export function issueLink(number: number, repository: Repository): string {
  return `[#${number}](${repository.url}/issues/${number})`;
}
