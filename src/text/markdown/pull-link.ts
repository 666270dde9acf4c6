import type { Pull, Repository } from "../../core/model/snapshot.ts";

export type Place = { readonly repository: Repository; readonly pulls: readonly Pull[] };

export function pullLink(number: number, { repository }: Place): string {
  return `[#${number}](${repository.url}/pull/${number})`;
}

/** "[#124](…) (merged)" */
export function pullState(number: number, place: Place): string {
  const pull = place.pulls.find((known) => known.number === number);
  const link = pullLink(number, place);
  return pull === undefined ? link : `${link} (${pull.state})`;
}

export function issueLink(number: number, repository: Repository): string {
  return `[#${number}](${repository.url}/issues/${number})`;
}
