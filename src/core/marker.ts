/**
 * The bot's comments begin with a hidden line that says what they are: `<!-- dakor news alert:IC_1 -->`.
 * A marker counts only in a comment that GitHub says this bot wrote, or one that it trusts as itself.
 */
const MARKER = /^<!-- dakor ([a-z]+) (\S+) -->/;

export type Marker = { readonly kind: string; readonly key: string };

export function formatMarker(marker: Marker): string {
  return `<!-- dakor ${marker.kind} ${marker.key} -->`;
}

export function parseMarker(body: string): Marker | undefined {
  const [, kind, key] = MARKER.exec(body) ?? [];
  return kind !== undefined && key !== undefined ? { kind, key } : undefined;
}

/** What a kludge's announcement is about: its kind, where the kludge comes from, and its name. */
export function kludgeNewsOf(
  key: string,
): { readonly kind: string; readonly source: string; readonly id: string } | undefined {
  const [, kind, source, id] = /^(kludge-\w+):(.+)=(K\d+)$/.exec(key) ?? [];
  return kind === undefined || source === undefined || id === undefined
    ? undefined
    : { kind, source, id };
}

/** A pull request's part in an incident, as the key of the link comment's marker. */
export type LinkKey = {
  readonly incident: number;
  readonly role: "kludge" | "named" | "undo" | "asked";
};

const LINK_KEY = /^incident=(\d{1,9}),role=(kludge|named|undo|asked)$/;

export function formatLinkKey(link: LinkKey): string {
  return `incident=${link.incident},role=${link.role}`;
}

export function parseLinkKey(key: string): LinkKey | undefined {
  const [, incident, role] = LINK_KEY.exec(key) ?? [];
  if (!isRole(role)) return undefined;
  return { incident: Number(incident), role };
}

function isRole(role: string | undefined): role is LinkKey["role"] {
  return role === "kludge" || role === "named" || role === "undo" || role === "asked";
}
