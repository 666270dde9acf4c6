export type ReleaseName = {
  readonly version: string;
  /** npm's: "latest", or "next" for what comes before a release. */
  readonly npmTag: string;
  /** Follows the newest release of a major version, as "v1"; undefined for what comes before one. */
  readonly movingTag: string | undefined;
};

/** https://semver.org, without what is only for builds. */
const TAG = /^v((\d+)\.\d+\.\d+)(-[\dA-Za-z.-]+)?$/;

/** What a tag releases; throws a sentence where it is another version than the sources'. */
export function releaseName(tag: string, version: string): ReleaseName {
  const [, , major, before] = TAG.exec(tag) ?? [];
  if (major === undefined || tag !== `v${version}`) {
    throw new Error(`Expected the tag v${version}, as package.json says; found ${tag}.`);
  }
  return before === undefined
    ? { version, npmTag: "latest", movingTag: `v${major}` }
    : { version, npmTag: "next", movingTag: undefined };
}
