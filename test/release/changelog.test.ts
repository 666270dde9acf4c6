import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { cutRelease, notesOf, parseChangelog } from "../../scripts/release/changelog.ts";
import { releaseName } from "../../scripts/release/release-name.ts";

const OWN = readFileSync(new URL("../../CHANGELOG.md", import.meta.url), "utf8");
/** https://keepachangelog.com/en/1.1.0/#how */
const KINDS = ["Added", "Changed", "Deprecated", "Removed", "Fixed", "Security"];

const BEFORE = `# Changelog

## [Unreleased]

### Fixed

- B

## [1.0.0] - 2026-01-02

### Added

- A
`;

describe("our own changelog", () => {
  const sections = parseChangelog(OWN);

  test("begins with what is unreleased; every version has its day, the newest first", () => {
    const [first, ...versions] = sections;
    expect(first).toMatchObject({ title: "Unreleased", date: undefined });
    for (const { title, date } of versions) {
      expect(title).toMatch(/^\d+\.\d+\.\d+/);
      expect(date).toMatch(/^\d{4}-\d\d-\d\d$/);
    }
    const days = versions.map(({ date = "" }) => date);
    expect(days).toEqual(days.toSorted().toReversed());
  });

  test.each(sections)("groups its lines under $title by the kinds that there are", ({ text }) => {
    const kinds = [...text.matchAll(/^### (.*)$/gm)].map(([, kind = ""]) => kind);
    expect(kinds.filter((kind) => !KINDS.includes(kind))).toEqual([]);
    expect(new Set(kinds).size).toBe(kinds.length);
  });
});

test("a release takes what was unreleased, and leaves room for what comes", () => {
  const after = cutRelease(BEFORE, { version: "1.0.1", date: "2026-03-04" }) ?? "";
  expect(parseChangelog(after)).toEqual([
    { title: "Unreleased", date: undefined, text: "" },
    { title: "1.0.1", date: "2026-03-04", text: "### Fixed\n\n- B" },
    { title: "1.0.0", date: "2026-01-02", text: "### Added\n\n- A" },
  ]);
  expect(notesOf(after, "1.0.1")).toBe("### Fixed\n\n- B");
  expect(cutRelease(after, { version: "1.0.2", date: "2026-03-05" })).toBeUndefined();
});

test.each([
  ["1.0.0", "### Added\n\n- A"],
  ["Unreleased", "### Fixed\n\n- B"],
  ["1.0", undefined],
  ["2.0.0", undefined],
])("the notes of %s", (title, notes) => {
  expect(notesOf(BEFORE, title)).toBe(notes);
});

test("a version without its day isn't released", () => {
  expect(notesOf(BEFORE.replace(" - 2026-01-02", ""), "1.0.0")).toBeUndefined();
});

test.each([
  ["v1.2.3", "1.2.3", { version: "1.2.3", npmTag: "latest", movingTag: "v1" }],
  ["v0.4.0", "0.4.0", { version: "0.4.0", npmTag: "latest", movingTag: "v0" }],
  ["v10.0.0", "10.0.0", { version: "10.0.0", npmTag: "latest", movingTag: "v10" }],
  ["v2.0.0-rc.1", "2.0.0-rc.1", { version: "2.0.0-rc.1", npmTag: "next", movingTag: undefined }],
])("%s moves what it should", (tag, version, expected) => {
  expect(releaseName(tag, version)).toEqual(expected);
});

test.each([
  ["v1.2.4", "1.2.3"],
  ["1.2.3", "1.2.3"],
  ["v1.2", "1.2"],
  ["v1.2.3; rm -rf /", "1.2.3"],
  ["v1.2.3\nmoving-tag=v9", "1.2.3"],
])("%j is no tag of version %s", (tag, version) => {
  expect(() => releaseName(tag, version)).toThrow(`Expected the tag v${version}`);
});
