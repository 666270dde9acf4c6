import type { ShownPerson } from "../thread.ts";
import { escapeHtml } from "./escape-html.ts";

/** Coloured initials: a circle for people, a square for bots, as on GitHub. */
export function renderAvatar({ login, isBot }: ShownPerson, size: "small" | "large"): string {
  const hue = Array.from(login).reduce(
    (sum, letter) => (sum * 31 + (letter.codePointAt(0) ?? 0)) % 360,
    7,
  );
  const shape = isBot ? " avatar-bot" : "";
  const initials = escapeHtml(login.slice(0, isBot ? 1 : 2).toUpperCase());
  return `<span class="avatar avatar-${size}${shape}" style="--hue:${hue}" aria-hidden="true">${initials}</span>`;
}

export function renderName({ login, isBot }: ShownPerson): string {
  const mark = isBot ? ' <span class="bot">bot</span>' : "";
  return `<strong>${escapeHtml(login)}</strong>${mark}`;
}

/** "10:06", with the whole moment for those who ask. */
export function renderTime(iso: string): string {
  const clock = escapeHtml(iso.slice(11, 16));
  return `<time datetime="${escapeHtml(iso)}" title="${escapeHtml(iso)}">${clock}</time>`;
}
