/** A generated part of the report. It is refreshed for as long as nobody has changed it. */
type Part = { readonly name: string; readonly text: string };

const BEGIN = /^\s*(?:<!--|#) dakor:begin (?<name>[a-z-]+) (?<hash>[0-9a-f]{8})(?: -->)?\s*$/;
const END = /^\s*(?:<!--|#) dakor:end (?<name>[a-z-]+)(?: -->)?\s*$/;

/** Between markers that carry the hash of what was generated. */
export function marked({ name, text }: Part): string {
  return [`<!-- dakor:begin ${name} ${hash(text)} -->`, "", text, "", endMarker(name)].join("\n");
}

/** The same in YAML, where the markers are comments. */
export function markedYaml({ name, text }: Part): string {
  return [`# dakor:begin ${name} ${hash(text)}`, text, `# dakor:end ${name}`].join("\n");
}

function endMarker(name: string): string {
  return `<!-- dakor:end ${name} -->`;
}

/** FNV-1a over UTF-16 units: tells a changed text from an unchanged one, no more. */
function hash(text: string): string {
  let value = 0x811c9dc5;
  for (const unit of normal(text)) {
    value = Math.imul(value ^ (unit.codePointAt(0) ?? 0), 0x01000193);
  }
  return (value >>> 0).toString(16).padStart(8, "0");
}

function normal(text: string): string {
  return text
    .replace(/\r\n?/g, "\n")
    .replace(/[ \t]+$/gm, "")
    .trim();
}

type FoundPart = {
  readonly name: string;
  /** Nobody has changed it since it was generated. */
  readonly isUntouched: boolean;
  /** Numbers of the marker lines. */
  readonly begin: number;
  readonly end: number;
};

/** Parts with both markers, in the order of the file: read once, from its end, however many markers somebody put in. */
function findParts(lines: readonly string[]): readonly FoundPart[] {
  const found: FoundPart[] = [];
  const ends = new Map<string, number>();
  let nextBegin = Infinity;
  for (let at = lines.length - 1; at >= 0; at -= 1) {
    const line = lines[at] ?? "";
    const ended = END.exec(line)?.groups?.["name"];
    if (ended !== undefined) ends.set(ended, at);
    const { name, hash: known } = BEGIN.exec(line)?.groups ?? {};
    if (name === undefined) continue;
    const end = ends.get(name);
    if (end !== undefined) {
      // What was generated holds no other beginning.
      const isUntouched = nextBegin > end && hash(lines.slice(at + 1, end).join("\n")) === known;
      found.push({ name, isUntouched, begin: at, end });
    }
    nextBegin = at;
  }
  return found.toReversed();
}

/** Refreshes the parts that nobody has touched; every other letter stays as it is. */
export function mergeReport(present: string | undefined, fresh: string): string {
  if (present === undefined) return fresh;
  const freshLines = fresh.split("\n");
  const parts = new Map(
    findParts(freshLines).map((part) => [part.name, freshLines.slice(part.begin, part.end + 1)]),
  );
  const lines = present.split("\n");
  const hasCarriageReturns = present.includes("\r\n");
  const out: string[] = [];
  let copied = 0;
  for (const part of findParts(lines)) {
    const replacement = parts.get(part.name);
    if (!part.isUntouched || replacement === undefined || part.begin < copied) continue;
    const isSame = isSameLines(lines.slice(part.begin, part.end + 1), replacement);
    if (isSame) continue;
    out.push(...lines.slice(copied, part.begin));
    out.push(...replacement.map((line) => (hasCarriageReturns ? `${line}\r` : line)));
    copied = part.end + 1;
  }
  return [...out, ...lines.slice(copied)].join("\n");
}

function isSameLines(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((line, at) => line.trimEnd() === other[at]);
}
