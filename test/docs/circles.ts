import type { Source } from "./sources.ts";

/** Which files reach each other by imports, of types too: circles as groups of paths (Tarjan's algorithm). */
export function circlesIn(sources: readonly Source[]): readonly (readonly string[])[] {
  const importsOf = new Map(
    sources.map(({ path, imports }) => [path, imports.map(({ from }) => from)]),
  );
  const index = new Map<string, number>();
  const lowest = new Map<string, number>();
  const stack: string[] = [];
  const circles: string[][] = [];

  function visit(path: string): number {
    const mine = index.size;
    index.set(path, mine);
    lowest.set(path, mine);
    stack.push(path);
    for (const next of importsOf.get(path) ?? []) {
      if (!importsOf.has(next)) continue;
      const reached = index.has(next) ? reachedBy(next) : visit(next);
      lowest.set(path, Math.min(lowest.get(path) ?? mine, reached));
    }
    if (lowest.get(path) === mine) close(path);
    return lowest.get(path) ?? mine;
  }

  function reachedBy(path: string): number {
    return stack.includes(path) ? (index.get(path) ?? Infinity) : Infinity;
  }

  function close(path: string): void {
    const group = stack.splice(stack.indexOf(path));
    const isCircle = group.length > 1 || (importsOf.get(path) ?? []).includes(path);
    if (isCircle) circles.push(group.toSorted());
  }

  for (const { path } of sources) if (!index.has(path)) visit(path);
  return circles;
}
