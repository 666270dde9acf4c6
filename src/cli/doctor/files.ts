export type TextFile = { readonly path: string; readonly text: string };

/** What people write for dakor in a repository. */
export type Files = {
  readonly config: string | undefined;
  readonly template: string | undefined;
  readonly forms: readonly TextFile[];
  readonly workflows: readonly TextFile[];
};
