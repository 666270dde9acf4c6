import { escapeHtml } from "./escape-html.ts";

/** "10:06", with the whole moment for those who ask. */
export function renderTime(iso: string): string {
  const clock = escapeHtml(iso.slice(11, 16));
  return `<time datetime="${escapeHtml(iso)}" title="${escapeHtml(iso)}">${clock}</time>`;
}
