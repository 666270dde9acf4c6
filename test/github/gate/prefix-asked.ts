import { areUntouched } from "../../../src/github/gate/read-touched-trees.ts";
import { fakeGitHub } from "../fake-github.ts";

/** The folder that must be equal on both sides for nothing to match a pattern; none is asked for where any may. */
export async function prefixAsked(pattern: string): Promise<string> {
  const asked: string[] = [];
  const github = fakeGitHub({
    CompareFolders: ({ variables }) => {
      asked.push(...Object.values(variables).map(String));
      return { repository: {} };
    },
  });
  const span = { from: "one", to: "other" };
  await areUntouched(github, { owner: "acme", repo: "shop" }, { span, patterns: [pattern] });
  return asked.find((each) => each.startsWith("one:"))?.slice("one:".length) ?? "";
}
