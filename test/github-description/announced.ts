import type { Announced } from "./prune-graphql.ts";

/**
 * What GitHub has announced to take away and does not mark in its schema: arguments, mostly. Read
 * https://docs.github.com/graphql/overview/breaking-changes, write here what concerns the types of `graphql-kept.ts`,
 * and run `prune.ts`.
 */
export const announced: Announced = {
  // Announced on 2025-07-15. GitHub still took it in August 2026.
  "Issue.stateReason.enableDuplicate": "2025-10-01",
};
