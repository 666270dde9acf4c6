import { isRecord } from "../../local-github/narrow.ts";
import { escapeHtml } from "./escape-html.ts";

/** Front matter as a table above the file, as GitHub shows it: the keys are its head, also within. */
export function renderFrontMatter(front: Readonly<Record<string, unknown>>): string {
  return Object.keys(front).length === 0 ? "" : table(front);
}

function table(record: Readonly<Record<string, unknown>>): string {
  const heads = Object.keys(record).map((key) => `<th>${escapeHtml(key)}</th>`);
  const cells = Object.values(record).map((value) => `<td>${cell(value)}</td>`);
  return `<table class="front"><thead><tr>${heads.join("")}</tr></thead><tbody><tr>${cells.join("")}</tr></tbody></table>`;
}

function cell(value: unknown): string {
  if (Array.isArray(value)) return value.map(cell).join(value.some(isRecord) ? "" : ", ");
  if (isRecord(value)) return Object.keys(value).length === 0 ? "" : table(value);
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean"
    ? escapeHtml(String(value))
    : "";
}
