import { formatMarker } from "../../core/model/marker.ts";
import { code, inline } from "../markdown/escape.ts";

type PushNote = {
  readonly sha: string;
  readonly url: string;
  /** Who pushed, without "@". */
  readonly by: string;
  /** Of the incident's paths; the first of them, and how many there are. */
  readonly files: readonly string[];
  readonly count: number;
  /** The pull request that was merged although it was held; none when it came by a push alone. */
  readonly pull?: number;
};

export function pushKey(sha: string): string {
  return `push:${sha}`;
}

/** Nothing is undone, and nobody is asked to explain: the incident's people should know what changed under them. */
export function renderPushNote(note: PushNote): string {
  const { sha, url, by, files, count, pull } = note;
  const more = count > files.length ? ` and ${count - files.length} more` : "";
  const what =
    pull === undefined
      ? "was pushed to the default branch without a pull request"
      : `came with #${pull}, which was merged while it was held`;
  return [
    formatMarker({ kind: "push", key: pushKey(sha) }),
    `A change to this incident's paths went past the gate: [${sha.slice(0, 7)}](${url}) by ${inline(by, 100)} ${what}.`,
    `It touches ${files.map((file) => code(file)).join(", ")}${more}.`,
  ].join("\n");
}
