import { isRecord } from "../../local-github/narrow.ts";
import { escapeHtml } from "./escape-html.ts";

/** Front matter as a table above the file, as GitHub shows it: the keys are its head. */
export function renderFrontMatter(front: Readonly<Record<string, unknown>>): string {
  const entries = Object.entries(front);
  if (entries.length === 0) return "";
  const heads = entries.map(([key]) => `<th>${escapeHtml(key)}</th>`);
  const cells = entries.map(([, value]) => `<td>${cell(value)}</td>`);
  return `<table class="front"><thead><tr>${heads.join("")}</tr></thead><tbody><tr>${cells.join("")}</tr></tbody></table>`;
}

function table(record: Readonly<Record<string, unknown>>): string {
  const rows = Object.entries(record).map(
    ([key, value]) => `<tr><th>${escapeHtml(key)}</th><td>${cell(value)}</td></tr>`,
  );
  return `<table class="front">${rows.join("")}</table>`;
}

function cell(value: unknown): string {
  if (Array.isArray(value)) return value.map(cell).join(value.some(isRecord) ? "" : ", ");
  if (isRecord(value)) return Object.keys(value).length === 0 ? "" : table(value);
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean"
    ? escapeHtml(String(value))
    : "";
}
