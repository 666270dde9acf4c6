/**
 * All that this folder needs of a client: an Octokit of Probot, of `@octokit/rest` or of `@actions/github` fits.
 * Methods, so that a client with narrower parameters is one too.
 */
export type GitHub = {
  graphql(query: string, variables: Variables): Promise<unknown>;
  request(route: string, parameters: Variables): Promise<Response>;
};

export type Variables = Readonly<Record<string, unknown>>;

export type Response = { readonly status: number; readonly data: unknown };

export type RepoName = { readonly owner: string; readonly repo: string };

/** An issue or a pull request. */
export type ItemRef = RepoName & { readonly number: number };

/** What a write needs to know of the repository, beside the node ids in the writes themselves. */
export type RepoRef = {
  readonly repository: {
    readonly id: string;
    readonly owner: string;
    readonly name: string;
  };
  /** Node ids of the labels that are known to exist, by lower-case name. */
  readonly labelIds: Readonly<Record<string, string>>;
};

/**
 * The version of GitHub's REST API that every request of ours names; without it GitHub chooses one, and may choose another.
 * GitHub Enterprise Server knows it from 3.9 on. https://docs.github.com/rest/about-the-rest-api/api-versions
 */
export const API_VERSION = { "x-github-api-version": "2022-11-28" } as const;
