import { CONFIG_PATH, TEMPLATE_PATH } from "../../../core/config/config.ts";
import { parseConfig } from "../../../core/config/parse-config.ts";
import { fillTemplate } from "../../../text/report/report-template.ts";
import { filesOf } from "../facts.ts";
import type { Facts } from "../facts.ts";
import type { Files } from "../files.ts";
import { fine, orFine, skipped, warning, wrong } from "../finding.ts";
import type { Verdict } from "../finding.ts";

export const NO_FILES = "there is no work tree here, and the repository can't be read";

export function checkConfig(facts: Facts): readonly Verdict[] {
  const files = filesOf(facts);
  if (files === undefined) return [skipped(NO_FILES)];
  const { status, problems } = parseConfig(files.config);
  if (status === "missing") {
    return [
      warning(`There is no ${CONFIG_PATH}: the defaults count, and nothing is held.`, "dakor init"),
    ];
  }
  return orFine(
    problems.map(({ line, column, path, expected, found, suggestion }) =>
      wrong(
        `${CONFIG_PATH}:${line}:${column} ${path}: expected ${expected}, found ${found}.`,
        suggestion === undefined ? `Write ${expected}.` : `Did you mean ${suggestion}?`,
      ),
    ),
    `${CONFIG_PATH} is valid.`,
  );
}

export function checkTemplate(facts: Facts): readonly Verdict[] {
  const files = filesOf(facts);
  if (files === undefined) return [skipped(NO_FILES)];
  if (files.template === undefined) return [fine("Reports follow the built-in template.")];
  const filled = fillTemplate(files.template, {});
  if (filled.ok) return [fine(`${TEMPLATE_PATH} can be filled in.`)];
  const { line, message } = filled.error;
  return [
    wrong(
      `${TEMPLATE_PATH}${line === undefined ? "" : `:${line}`} can't be filled in: ${message}.`,
      `Correct that line, or delete ${TEMPLATE_PATH}: then the built-in template is used.`,
    ),
  ];
}

export function checkReports({ here, remote }: Facts): readonly Verdict[] {
  if (!remote.ok) return [skipped(remote.error.why)];
  const { files, reports } = remote.value;
  const { directory } = parseConfig(files.config).config.report;
  const isAhead =
    here !== undefined && parseConfig(here.config).config.report.directory !== directory;
  if (isAhead) return [skipped("Another folder for reports is configured here than on GitHub.")];
  if (reports === "folder") return [fine(`Reports lie in ${directory}.`)];
  return reports === "none"
    ? [fine(`${directory} will be made with the first report.`)]
    : [
        wrong(
          `${directory} is a file, so no report can be put there.`,
          `Set report: { directory: … } in ${CONFIG_PATH} to a folder.`,
        ),
      ];
}

/** GitHub works with the files of the default branch, whatever lies here. */
export function checkPushed({ here, remote }: Facts): readonly Verdict[] {
  if (here === undefined) return [skipped("There is no work tree to compare.")];
  if (!remote.ok) return [skipped(remote.error.why)];
  const { branch = "the default branch", files } = remote.value;
  const [mine, theirs] = [textsOf(here), textsOf(files)];
  const differing = [...new Set([...mine.keys(), ...theirs.keys()])]
    .filter((path) => mine.get(path) !== theirs.get(path))
    .toSorted();
  if (differing.length === 0) return [fine(`What lies here is what is on ${branch}.`)];
  return [
    warning(
      `Not the same here as on ${branch}: ${differing.join(", ")}. GitHub works with what is on ${branch}.`,
      `Commit and push, and merge into ${branch}; or git pull.`,
    ),
  ];
}

function textsOf({ config, template, forms, workflows }: Files): ReadonlyMap<string, string> {
  const whole = [...forms, ...workflows].map(({ path, text }) => [path, text] as const);
  const single = [
    [CONFIG_PATH, config],
    [TEMPLATE_PATH, template],
  ] as const;
  return new Map([
    ...whole,
    ...single.flatMap(([path, text]) => (text === undefined ? [] : [[path, text] as const])),
  ]);
}
