import { notFound, staleRead } from "./client/failure.ts";
import type { GitHub, ItemRef } from "./client/github.ts";
import { readPull } from "./read/read-pull.ts";
import type { PullReading } from "./read/read-pull.ts";
import { lacksLink } from "./run-issue.ts";
import type { RunOptions } from "./run-issue.ts";

/** A pull request as it is now: fails where there is none, or where GitHub doesn't show yet what was said a moment ago. */
export async function readPresentPull(
  github: GitHub,
  ref: ItemRef,
  options: RunOptions,
): Promise<PullReading> {
  const operation = `read ${ref.owner}/${ref.repo}#${ref.number}`;
  const reading = await readPull(github, ref, options);
  if (reading === undefined) throw notFound(operation);
  if (lacksLink(reading.pull, options.said)) throw staleRead(operation);
  return reading;
}
