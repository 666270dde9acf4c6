import { CHECK_NAME } from "../../github/check/check-run.ts";
import { typedAs } from "../package-root.ts";
import type { Screen } from "../terminal/screen.ts";
import type { ActionSource } from "./read-action.ts";

/** What is left to do by hand. */
export function showNextSteps(
  { line, paint }: Screen,
  {
    hasApp,
    directory,
    action,
    left,
  }: {
    readonly hasApp: boolean;
    readonly directory: string;
    readonly action: ActionSource | undefined;
    /** What couldn't be done here. */
    readonly left: readonly string[];
  },
): void {
  const page = `docs/how-to/${hasApp ? "block-merges" : "install-as-workflow"}.md`;
  const place =
    action === undefined
      ? page
      : `https://github.com/${action.repository}/blob/${action.sha}/${page}`;
  line();
  line(paint("bold", "Next"));
  line(`  1. git add .github "${directory}" && git commit -m "Set up DAKOR" && git push`);
  const allow = hasApp ? "" : ", and let workflows open pull requests";
  line(`  2. Make the check "${CHECK_NAME}" required${allow}: ${place}`);
  const doctor = action === undefined ? "dakor doctor" : `${typedAs(action.repository)} doctor`;
  left.forEach((what, index) => line(`  ${index + 3}. ${what}`));
  line(`  ${left.length + 3}. ${doctor} says what is still missing.`);
}
