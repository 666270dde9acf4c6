import { parse } from "yaml";
import { at, isRecord, list, text } from "../../github/client/narrow.ts";
import type { TextFile } from "./read-here.ts";

export type FormField = {
  readonly kind: string;
  readonly title: string;
  readonly options: readonly string[];
};

export type Form = {
  readonly path: string;
  readonly labels: readonly string[];
  readonly fields: readonly FormField[];
};

/** An issue form; undefined for what is none. https://docs.github.com/communities/using-templates-to-encourage-useful-issues-and-pull-requests/syntax-for-issue-forms */
export function parseForm({ path, text: source }: TextFile): Form | undefined {
  const json = parsed(source);
  if (!isRecord(json) || !Array.isArray(json["body"])) return undefined;
  const fields = list(json["body"])
    .filter((field) => text(at(field, "type")) !== "markdown")
    .map((field) => ({
      kind: text(at(field, "type")),
      title: text(at(field, "attributes", "label")),
      options: list(at(field, "attributes", "options")).map((option) =>
        isRecord(option) ? text(option["label"]) : String(option),
      ),
    }));
  return { path, labels: labelsOf(json["labels"]), fields };
}

/** A list, or names with commas between them. */
function labelsOf(value: unknown): readonly string[] {
  const names = typeof value === "string" ? value.split(",") : list(value).map(String);
  return names.map((name) => name.trim().toLowerCase());
}

function parsed(source: string): unknown {
  try {
    const value: unknown = parse(source);
    return value;
  } catch {
    return undefined;
  }
}
