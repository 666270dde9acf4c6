import type { ShownLabel } from "../thread.ts";
import { escapeHtml } from "./escape-html.ts";

/** A pill in the label's colour, with letters that can be read on it. */
export function renderLabel({ name, color }: ShownLabel): string {
  const [red = 0, green = 0, blue = 0] = [0, 2, 4].map((at) =>
    parseInt(color.slice(at, at + 2), 16),
  );
  const isLight = red * 0.299 + green * 0.587 + blue * 0.114 > 150;
  const ink = isLight ? "#1f2328" : "#ffffff";
  return `<span class="label" style="--color:#${color};--ink:${ink}">${escapeHtml(name)}</span>`;
}

export function renderLabels(labels: readonly ShownLabel[]): string {
  return labels.map(renderLabel).join(" ");
}
