import { parseMarker } from "../../core/model/marker.ts";

/**
 * Remembers for a minute what was said, by us and by others. GitHub's reads may lag behind its own writes and
 * webhooks by some seconds; who plans from such a read says everything twice, or doesn't hear a command.
 */
export type RecentComments = {
  /** Ours, with its marker. */
  readonly note: (comment: { readonly subject: string; readonly body: string }) => void;
  /** Somebody's, of which a webhook told; node ids. */
  readonly remember: (comment: RecentComment) => void;
  readonly forget: (comment: RecentComment) => void;
  /** Whether something was said on this issue or pull request that isn't among these keys of markers and node ids. */
  readonly isStale: (subject: string, signs: readonly string[]) => boolean;
};

type RecentComment = { readonly subject: string; readonly id: string };

type RecentCommentsOptions = {
  /** Milliseconds, of any clock that only goes forward. */
  readonly clock: () => number;
};

const MINUTE = 60_000;
/** Issues and pull requests that are remembered; of the others, what was said twice is deleted by a later run. */
const MOST = 5000;

export function createRecentComments({ clock }: RecentCommentsOptions): RecentComments {
  /** When each was said, by issue or pull request. */
  const pages = new Map<string, Map<string, number>>();

  return {
    note: ({ subject, body }) => {
      const key = parseMarker(body)?.key;
      if (key !== undefined) add(subject, key);
    },
    remember: ({ subject, id }) => add(subject, id),
    forget: ({ subject, id }) => void pages.get(subject)?.delete(id),
    isStale: (subject, signs) => [...recent(subject).keys()].some((sign) => !signs.includes(sign)),
  };

  function add(subject: string, sign: string): void {
    const page = recent(subject).set(sign, clock());
    pages.delete(subject);
    pages.set(subject, page);
    for (const old of pages.keys()) {
      if (pages.size <= MOST) return;
      pages.delete(old);
    }
  }

  function recent(subject: string): Map<string, number> {
    const since = clock() - MINUTE;
    return new Map([...(pages.get(subject) ?? [])].filter(([, at]) => at > since));
  }
}
