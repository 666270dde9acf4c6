import { INCIDENT_LABEL } from "../../../core/model/phase.ts";
import { suggest } from "../../../core/command/suggest.ts";
import { LABEL_STYLES } from "../../../text/label-style.ts";
import type { Facts } from "../facts.ts";
import { orFine, skipped, warning, wrong } from "../finding.ts";
import type { Verdict } from "../finding.ts";
import type { RemoteLabel } from "../read-remote.ts";

const OURS = Object.keys(LABEL_STYLES);

export function checkLabels({ remote }: Facts): readonly Verdict[] {
  if (!remote.ok) return [skipped(remote.error.why)];
  const { labels, areAllLabels } = remote.value;
  const found = new Map(labels.map((label) => [label.name.toLowerCase(), label]));
  const missing = OURS.filter((name) => !found.has(name));
  if (missing.length > 0 && !areAllLabels) {
    return [skipped("There are more than a hundred labels, and not all of them were read.")];
  }
  return orFine(
    [...lacking(missing), ...drifted(found), ...misspelt(labels)],
    `All ${OURS.length} labels are there.`,
  );
}

function lacking(missing: readonly string[]): readonly Verdict[] {
  const rest = missing.filter((name) => name !== INCIDENT_LABEL);
  return [
    ...(rest.length === missing.length
      ? []
      : [
          wrong(
            `There is no label ${INCIDENT_LABEL}: an issue form can't put it on, and nobody can.`,
            createLine(INCIDENT_LABEL),
          ),
        ]),
    ...(rest.length === 0
      ? []
      : [
          warning(
            `Not there yet: ${rest.join(", ")}. Each is made when it is first needed.`,
            `dakor init makes them; one by one: ${createLine(rest[0] ?? "")}`,
          ),
        ]),
  ];
}

function drifted(found: ReadonlyMap<string, RemoteLabel>): readonly Verdict[] {
  return OURS.flatMap((name) => {
    const label = found.get(name);
    const style = LABEL_STYLES[name];
    if (label === undefined || style === undefined) return [];
    const isSame =
      label.name === name &&
      label.color.toLowerCase() === style.color &&
      label.description === style.description;
    return isSame
      ? []
      : [
          warning(
            `The label ${label.name} looks different: #${label.color}, "${label.description}".`,
            `gh label edit ${shell(label.name)} --name ${shell(name)} ${styleOf(name)}`,
          ),
        ];
  });
}

/** A label that looks like one of ours does nothing. */
function misspelt(labels: readonly RemoteLabel[]): readonly Verdict[] {
  return labels
    .filter(({ name }) => /^dakor\b/i.test(name) && !OURS.includes(name.toLowerCase()))
    .map(({ name }) => {
      const meant = suggest(name.replace(/^dakor[-_/ ]+/i, "dakor:"), OURS);
      return warning(
        `The label ${name} is none of ours, and does nothing.`,
        meant === undefined
          ? `gh label delete ${shell(name)}`
          : `Did you mean ${meant}? gh label delete ${shell(name)}`,
      );
    });
}

function createLine(name: string): string {
  return `gh label create ${shell(name)} ${styleOf(name)}`;
}

function styleOf(name: string): string {
  const { color = "ededed", description = "" } = LABEL_STYLES[name] ?? {};
  return `--color ${color} --description ${shell(description)}`;
}

function shell(word: string): string {
  return `"${word.replace(/["\\$`]/g, "\\$&")}"`;
}
