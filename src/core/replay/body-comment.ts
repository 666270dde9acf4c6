import { textsOf } from "./history.ts";
import type { Issue } from "../model/snapshot.ts";
import type { Instant } from "../time/time.ts";
import type { Comment } from "../model/timeline.ts";

/** Core remembers by the object what a comment says. */
const KNOWN = new WeakMap<Issue, readonly Comment[]>();

/** Each text that the issue itself had, as a comment of its author's, oldest first. */
export function bodyComments(issue: Issue): readonly Comment[] {
  const known = KNOWN.get(issue);
  if (known !== undefined) return known;
  const comments = textsOf(issue).map(({ at, by, body }, index): Comment => {
    const edit = index === 0 ? {} : { editedBy: by, editedAt: at };
    return {
      type: "commented",
      id: bodyId(issue),
      at: issue.createdAt,
      by: issue.author,
      body,
      url: issue.url,
      ...edit,
      isOwn: false,
      hasOwnReaction: false,
    };
  });
  KNOWN.set(issue, comments);
  return comments;
}

/** What the body's commands say is no answer of the form's: a later form doesn't take it back. */
export function bodyId({ id }: Pick<Issue, "id">): string {
  return `${id}.body`;
}

/** Since when the issue's text was this one. */
export function writtenAt({ at, editedAt = at }: Comment): Instant {
  return editedAt;
}
