import { isRecord } from "../../local-github/narrow.ts";
import { escapeHtml } from "./escape-html.ts";

/** Front matter as a table, as GitHub shows it above a file; keys stand in rows, to be readable on a phone. */
export function renderFrontMatter(front: Readonly<Record<string, unknown>>): string {
  return Object.keys(front).length === 0 ? "" : `<div class="scroll">${table(front)}</div>`;
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
