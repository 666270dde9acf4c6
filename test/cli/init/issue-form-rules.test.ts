import { expect, test } from "vitest";
import { incidentForm } from "../../../src/cli/init/incident-form.ts";
import { formProblems } from "./issue-form-rules.ts";

/** Each put into our own form. */
test.each<readonly [string, string, string]>([
  ["name: Incident", "names: Incident", "names is no top-level key"],
  ["name: Incident", "name: ''", "name is no text"],
  ["id: scope", "id: severity", "an id is there twice"],
  ["label: Components", "label: severity", "a label is there twice"],
  ["id: scope", "id: who is it", '"who is it" is no id'],
  ["type: dropdown", "type: select", "select is no type"],
  ['placeholder: "09:42"', "placeholder: 09:42", "placeholder is no text"],
  ["placeholder: checkout", "hint: checkout", "hint is no attribute"],
  ["- minor", "- major", "the options are no list of different texts"],
  ["- minor", "- yes", "the options are no list of different texts"],
  ["required: true", "required: always", "required is no boolean"],
])("%s as %s is found", (from, to, problem) => {
  const form = incidentForm();
  expect(form).toContain(from);
  expect(formProblems(form.replace(from, to))).toContain(problem);
});
