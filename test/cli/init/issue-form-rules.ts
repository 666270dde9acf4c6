import { parse } from "yaml";
import { isRecord } from "../../../src/github/client/narrow.ts";
import type { Json } from "../../../src/github/client/narrow.ts";

const TOP = ["name", "description", "title", "labels", "assignees", "projects", "type", "body"];
const ATTRIBUTES: Readonly<Record<string, readonly string[]>> = {
  markdown: ["value"],
  textarea: ["label", "description", "placeholder", "value", "render"],
  input: ["label", "description", "placeholder", "value"],
  dropdown: ["label", "description", "multiple", "options", "default"],
  checkboxes: ["label", "description", "options"],
};

/**
 * What GitHub says is wrong with an issue form; it shows none that breaks a rule.
 * https://docs.github.com/communities/using-templates-to-encourage-useful-issues-and-pull-requests/common-validation-errors-when-creating-issue-forms
 */
export function formProblems(text: string): readonly string[] {
  // GitHub's reader takes YAML 1.1: 09:42 is a number there, and yes is true.
  const form: unknown = parse(text, { version: "1.1" });
  if (!isRecord(form)) return ["it is no form"];
  const body = Array.isArray(form["body"]) ? form["body"].filter(isRecord) : [];
  const inputs = body.filter(({ type }) => type !== "markdown");
  const attributes = inputs.map(({ attributes: given }) => (isRecord(given) ? given : {}));
  return [
    ...Object.keys(form).flatMap((key) => said(!TOP.includes(key), `${key} is no top-level key`)),
    ...["name", "description"].flatMap((key) => said(!isText(form[key]), `${key} is no text`)),
    ...said(body.length === 0, "the body is empty"),
    ...said(inputs.length === 0, "it asks for nothing"),
    ...said(!isUnique(inputs.map(({ id }) => id)), "an id is there twice"),
    ...said(!isUnique(attributes.map(({ label }) => label)), "a label is there twice"),
    ...body.flatMap(fieldProblems),
  ];
}

function fieldProblems(field: Json): readonly string[] {
  const { type, id, attributes, validations } = field;
  const known = ATTRIBUTES[String(type)];
  if (known === undefined) return [`${String(type)} is no type`];
  const given = isRecord(attributes) ? attributes : {};
  const { label, options } = given;
  const required = isRecord(validations) ? validations["required"] : undefined;
  const texts = ["description", "placeholder", "value", "render"].filter((key) => key in given);
  return [
    ...Object.keys(given).flatMap((key) => said(!known.includes(key), `${key} is no attribute`)),
    ...said(id !== undefined && !/^"[\w-]+"$/.test(shown(id)), `${shown(id)} is no id`),
    ...said(type !== "markdown" && !isText(label), "a field has no label"),
    ...texts.flatMap((key) => said(!isText(given[key]), `${key} is no text`)),
    ...said(
      type === "dropdown" && !isChoice(options),
      "the options are no list of different texts",
    ),
    ...said(required !== undefined && typeof required !== "boolean", "required is no boolean"),
  ];
}

function isChoice(options: unknown): boolean {
  if (!Array.isArray(options) || options.length === 0) return false;
  // "None" is what GitHub itself puts first.
  return options.every((option) => isText(option) && option !== "None") && isUnique(options);
}

function isUnique(values: readonly unknown[]): boolean {
  const given = values.filter((value) => value !== undefined).map(shown);
  return new Set(given.map((value) => value.toLowerCase())).size === given.length;
}

function shown(value: unknown): string {
  return JSON.stringify(value) ?? "";
}

function isText(value: unknown): boolean {
  return typeof value === "string" && value.trim() !== "";
}

function said(isWrong: boolean, problem: string): readonly string[] {
  return isWrong ? [problem] : [];
}
