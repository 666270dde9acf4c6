import type { CommentContent } from "../../core/plan/effect.ts";
import { parseLinkKey, parseMarker } from "../../core/model/marker.ts";
import type { LinkKey } from "../../core/model/marker.ts";
import { fence, inline, listed } from "./escape.ts";

type LinkContent = Extract<CommentContent, { readonly kind: "link" }>;

/** What a pull request is told about its part in an incident. */
export function renderLink(content: LinkContent): string {
  const { incidents, kludge, pull, role } = content;
  const refs = listed(incidents.map((incident) => `#${incident}`));
  const id = kludge?.id ?? "a kludge";
  switch (role) {
    case "kludge":
    case "named":
      return [
        `This pull request is ${kludge === undefined ? "a kludge" : `kludge **${id}**`} of incident ${refs}.`,
        "When it merges, the kludge counts as in place; closed without a merge, it is withdrawn. The incident does not hold it back.",
      ].join("\n");
    case "undo":
      return [
        `When this merges, it undoes ${kludge === undefined ? id : `**${id}** (${inline(kludge.what, 200)})`} of incident ${refs}.`,
        "Nothing else is needed.",
      ].join("\n");
    case "asked":
      return [
        incidents.length === 0
          ? "This looks like a rollback. Does it belong to an incident?"
          : `This looks like a rollback, and it could belong to ${refs}. Which one is it?`,
        "On that incident, please write this line:",
        "",
        fence(`/kludge Rollback #${pull}`),
      ].join("\n");
  }
}

/** The link that a comment of this bot's on a pull request stands for. */
export function parseLink(body: string): LinkKey | undefined {
  const marker = parseMarker(body);
  return marker?.kind === "link" ? parseLinkKey(marker.key) : undefined;
}
