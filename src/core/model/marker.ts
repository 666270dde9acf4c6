/**
 * The bot's comments begin with a hidden line that says what they are, and to what they answer:
 * `<!-- dakor news alert:IC_1 2026-02-11T10:00:00Z/lea -->`.
 * A marker counts only in a comment that GitHub says this bot wrote, or one that it trusts as itself.
 */
const MARKER = /^<!-- dakor ([a-z]+) (\S+)(?: (\d\S+))? -->/;

type Marker = {
  readonly kind: string;
  readonly key: string;
  /** When and by whom what it answers to was said: that stays when an issue moves, and the ids in the key don't. */
  readonly trace?: string;
};

export function formatMarker({ kind, key, trace }: Marker): string {
  return ["<!-- dakor", kind, key, ...(trace === undefined ? [] : [trace]), "-->"].join(" ");
}

export function parseMarker(body: string): Marker | undefined {
  const [, kind, key, trace] = MARKER.exec(body) ?? [];
  if (kind === undefined || key === undefined) return undefined;
  return trace === undefined ? { kind, key } : { kind, key, trace };
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
type LinkKey = {
  readonly incident: number;
  readonly role: "kludge" | "named" | "undo" | "asked";
};

const LINK_KEY = /^incident=(\d{1,9}),role=(kludge|named|undo|asked)$/;

export function formatLinkKey(link: LinkKey): string {
  return `incident=${link.incident},role=${link.role}`;
}

/** The link that a comment of this bot's on a pull request stands for. */
export function parseLink(body: string): LinkKey | undefined {
  const marker = parseMarker(body);
  return marker?.kind === "link" ? parseLinkKey(marker.key) : undefined;
}

function parseLinkKey(key: string): LinkKey | undefined {
  const [, incident, role] = LINK_KEY.exec(key) ?? [];
  if (!isRole(role)) return undefined;
  return { incident: Number(incident), role };
}

function isRole(role: string | undefined): role is LinkKey["role"] {
  return role === "kludge" || role === "named" || role === "undo" || role === "asked";
}
