/**
 * The bot's comments begin with a hidden line that says what they are: `<!-- dakor news alert:IC_1 -->`.
 * A marker counts only in a comment that GitHub says this bot wrote.
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
