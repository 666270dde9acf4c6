// CHANGELOG.md in the format of https://keepachangelog.com/en/1.1.0/
export type Section = {
  /** "Unreleased", or a version. */
  readonly title: string;
  readonly date: string | undefined;
  readonly text: string;
};

const HEADING = /^## \[([^\]]+)\](?: - (\d{4}-\d{2}-\d{2}))?$/;

export function parseChangelog(changelog: string): readonly Section[] {
  const parts = changelog.split(/^(?=## )/m).slice(1);
  return parts.map((part) => {
    const [heading = "", ...lines] = part.split("\n");
    const [, title = heading, date] = HEADING.exec(heading) ?? [];
    return { title, date, text: lines.join("\n").trim() };
  });
}

const UNRELEASED = "Unreleased";

/** What is new in a version, or will be in the next one; undefined where the changelog says nothing of it. */
export function notesOf(changelog: string, title: string = UNRELEASED): string | undefined {
  const found = parseChangelog(changelog).find((section) => section.title === title);
  const isDated = found?.date !== undefined || title === UNRELEASED;
  return found === undefined || !isDated || found.text === "" ? undefined : found.text;
}

/** What was unreleased becomes the version; undefined where nothing was. */
export function cutRelease(
  changelog: string,
  { version, date }: { readonly version: string; readonly date: string },
): string | undefined {
  if (notesOf(changelog) === undefined) return undefined;
  return changelog.replace(
    /^## \[Unreleased\]$/m,
    () => `## [Unreleased]\n\n## [${version}] - ${date}`,
  );
}
