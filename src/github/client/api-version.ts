/**
 * The version of GitHub's REST API that every request of ours names; without it GitHub chooses one, and may choose another.
 * GitHub Enterprise Server knows it from 3.9 on. https://docs.github.com/rest/about-the-rest-api/api-versions
 */
export const API_VERSION = { "x-github-api-version": "2022-11-28" } as const;
