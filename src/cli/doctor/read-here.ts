import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import { CONFIG_PATH, TEMPLATE_PATH } from "../../core/config/config.ts";

export const FORM_FOLDER = ".github/ISSUE_TEMPLATE";
export const WORKFLOW_FOLDER = ".github/workflows";

export type TextFile = { readonly path: string; readonly text: string };

/** What people write for dakor in a repository. */
export type Files = {
  readonly config: string | undefined;
  readonly template: string | undefined;
  readonly forms: readonly TextFile[];
  readonly workflows: readonly TextFile[];
};

export function isYaml(name: string): boolean {
  return /\.ya?ml$/.test(name);
}

/** The files of a work tree; undefined where it has no .github folder. */
export async function readHere(root: string): Promise<Files | undefined> {
  if ((await namesIn(join(root, ".github"))) === undefined) return undefined;
  const [config, template, forms, workflows] = await Promise.all([
    readIfThere(join(root, CONFIG_PATH)),
    readIfThere(join(root, TEMPLATE_PATH)),
    readYamls(root, FORM_FOLDER),
    readYamls(root, WORKFLOW_FOLDER),
  ]);
  return { config, template, forms, workflows };
}

async function readYamls(root: string, folder: string): Promise<readonly TextFile[]> {
  const names = ((await namesIn(join(root, folder))) ?? []).filter(isYaml).toSorted();
  return Promise.all(
    names.map(async (name) => ({
      path: `${folder}/${name}`,
      text: (await readIfThere(join(root, folder, name))) ?? "",
    })),
  );
}

async function namesIn(folder: string): Promise<readonly string[] | undefined> {
  return readdir(folder).catch(() => undefined);
}

async function readIfThere(path: string): Promise<string | undefined> {
  return readFile(path, "utf8").catch(() => undefined);
}
