import { runTool } from "../run-tool.ts";

const USUAL = ["main", "master"];

/** As the remote says, as far as this clone knows it; else the usual one that there is, or will be. */
export async function findDefaultBranch(cwd: string): Promise<string> {
  const git = (...args: readonly string[]): Promise<string | undefined> =>
    runTool("git", args, { cwd });
  const [remote, local, first] = await Promise.all([
    git("symbolic-ref", "--short", "refs/remotes/origin/HEAD"),
    git("branch", "--list", "--format=%(refname:short)", ...USUAL),
    git("symbolic-ref", "--short", "HEAD"),
  ]);
  const known = remote?.replace(/^origin\//, "");
  const usual = USUAL.find((name) => local?.split("\n").includes(name));
  const branch = known ?? usual ?? first ?? "main";
  // In a workflow, other letters would need quotes, and stars would mean more.
  return /^[\w./-]+$/.test(branch) ? branch : "main";
}
