import { parseMarker } from "../core/marker.ts";

/**
 * Remembers for a minute what was said. GitHub's reads may lag behind its own writes by some seconds; who plans
 * from such a read says everything twice, and people are called twice.
 */
export type CommentBook = {
  readonly note: (comment: { readonly subject: string; readonly body: string }) => void;
  /** Whether something was said on this issue or pull request that isn't among these keys of markers. */
  readonly isAhead: (subject: string, keys: readonly string[]) => boolean;
};

export type CommentBookOptions = {
  /** Milliseconds, of any clock that only goes forward. */
  readonly clock: () => number;
};

const MINUTE = 60_000;
/** Issues and pull requests that are remembered; of the others, what was said twice is deleted by a later run. */
const MOST = 5000;

export function createCommentBook({ clock }: CommentBookOptions): CommentBook {
  /** When each key was said, by issue or pull request. */
  const pages = new Map<string, Map<string, number>>();

  return {
    note: ({ subject, body }) => {
      const key = parseMarker(body)?.key;
      if (key === undefined) return;
      const page = recent(subject);
      page.set(key, clock());
      pages.delete(subject);
      pages.set(subject, page);
      for (const old of pages.keys()) {
        if (pages.size <= MOST) return;
        pages.delete(old);
      }
    },
    isAhead: (subject, keys) => [...recent(subject).keys()].some((key) => !keys.includes(key)),
  };

  function recent(subject: string): Map<string, number> {
    const since = clock() - MINUTE;
    return new Map([...(pages.get(subject) ?? [])].filter(([, at]) => at > since));
  }
}
