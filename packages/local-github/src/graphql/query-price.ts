import { Kind, parse } from "graphql";
import type { FragmentDefinitionNode, SelectionSetNode } from "graphql";

export type Price = {
  /** What GitHub limits to 500,000 for each query. */
  readonly nodes: number;
  /** A hundredth of the requests that it would take one by one; an hour has 1,000 to 5,000 of them. */
  readonly points: number;
};

/** As GitHub counts it: by what `first` and `last` ask for, whether it is there or not. */
export function priceOf(query: string): Price {
  const document = parse(query);
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const part of document.definitions) {
    if (part.kind === Kind.FRAGMENT_DEFINITION) fragments.set(part.name.value, part);
  }
  let nodes = 0;
  let requests = 0;
  const visit = ({ selections }: SelectionSetNode, times: number): void => {
    for (const selection of selections) {
      if (selection.kind === Kind.FRAGMENT_SPREAD) {
        const fragment = fragments.get(selection.name.value);
        if (fragment !== undefined) visit(fragment.selectionSet, times);
        continue;
      }
      if (selection.selectionSet === undefined) continue;
      const page = (selection.kind === Kind.FIELD ? (selection.arguments ?? []) : []).find(
        ({ name }) => name.value === "first" || name.value === "last",
      )?.value;
      const most = page?.kind === Kind.INT ? Number(page.value) : undefined;
      if (most !== undefined) {
        requests += times;
        nodes += times * most;
      }
      visit(selection.selectionSet, times * (most ?? 1));
    }
  };
  for (const part of document.definitions) {
    if (part.kind === Kind.OPERATION_DEFINITION) visit(part.selectionSet, 1);
  }
  return { nodes, points: Math.max(1, Math.round(requests / 100)) };
}
