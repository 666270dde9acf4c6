/** How GitHub counts a text: whole characters (an emoji is one), bytes of UTF-8, or what JavaScript and C# call length. */
type Unit = "characters" | "bytes" | "UTF-16 units";

type Room = { readonly most: number; readonly unit: Unit };

type Limit = Room & {
  /** What becomes of more: the request is answered with 422, the end is missing, or all of it is. */
  readonly over: "refused" | "cut" | "dropped";
  /** What it is, for the reference. */
  readonly what: string;
  /** Where GitHub says so, or who met it. */
  readonly source: string;
};

/** Every limit that GitHub has on a text that is written to it. Whoever cuts or counts, asks here. */
export const LIMITS = {
  comment: {
    what: "a comment; the first comment of an issue or pull request",
    most: 65_536,
    unit: "characters",
    over: "refused",
    source: "answer: “Body is too long (maximum is 65536 characters)”",
  },
  title: {
    what: "the title of an issue or pull request",
    most: 256,
    unit: "characters",
    over: "refused",
    source: "answer: “title is too long (maximum is 256 characters)”",
  },
  checkTitle: {
    what: "a check's title",
    most: 255,
    unit: "characters",
    over: "refused",
    source: "not documented; the length of its column",
  },
  checkSummary: {
    what: "a check's summary",
    most: 65_535,
    unit: "bytes",
    over: "refused",
    source: "answer: “summary exceeds a maximum bytesize of 65535” (github/docs#35252)",
  },
  checkText: {
    what: "a check's text below its summary",
    most: 65_535,
    unit: "bytes",
    over: "refused",
    source: "as the summary's",
  },
  annotationTitle: {
    what: "an annotation's title",
    most: 255,
    unit: "characters",
    over: "refused",
    source: "REST: check runs",
  },
  annotationMessage: {
    what: "an annotation's message",
    most: 65_536,
    unit: "bytes",
    over: "refused",
    source: "REST: check runs (64 KB)",
  },
  annotationDetails: {
    what: "an annotation's raw details",
    most: 65_536,
    unit: "bytes",
    over: "refused",
    source: "REST: check runs (64 KB)",
  },
  statusDescription: {
    what: "a commit status' description",
    most: 140,
    unit: "characters",
    over: "refused",
    source: "answer: “description is too long (maximum is 140 characters)”",
  },
  labelName: {
    what: "a label's name",
    most: 50,
    unit: "characters",
    over: "refused",
    source: "answer: “name is too long (maximum is 50 characters)”",
  },
  labelDescription: {
    what: "a label's description",
    most: 100,
    unit: "characters",
    over: "refused",
    source: "REST: labels",
  },
  ref: {
    what: "a branch with its `refs/heads/`",
    most: 255,
    unit: "bytes",
    over: "refused",
    source: "answer: “GH005: Sorry, refs longer than 255 bytes are not allowed”",
  },
  commitHeadline: {
    what: "the first line of a commit's message, as it is shown",
    most: 72,
    unit: "characters",
    over: "cut",
    source: "the rest is shown behind “…”; the message itself has no limit that is known",
  },
  jobSummary: {
    what: "what one step writes to the job's summary",
    most: 1_048_576,
    unit: "bytes",
    over: "dropped",
    source: "docs: workflow commands",
  },
  workflowCommand: {
    what: "the message of `::error::` or `::warning::`",
    most: 4_096,
    unit: "UTF-16 units",
    over: "cut",
    source: "actions/runner: ExecutionContext",
  },
  jobOutput: {
    what: "a job's outputs together (1 MiB, counted in UTF-16)",
    most: 524_288,
    unit: "UTF-16 units",
    over: "dropped",
    source: "docs: passing information between jobs",
  },
  releaseBody: {
    what: "a release's notes",
    most: 125_000,
    unit: "characters",
    over: "refused",
    source: "answer: “body is too long (maximum is 125000 characters)”",
  },
} as const satisfies Readonly<Record<string, Limit>>;

/** What GitHub takes with one request to write a check; more are refused. */
export const MOST_ANNOTATIONS = 50;

export function sizeOf(text: string, unit: Unit): number {
  switch (unit) {
    case "bytes":
      return new TextEncoder().encode(text).length;
    case "characters":
      return text.length - (text.match(/[\uD800-\uDBFF][\uDC00-\uDFFF]/g)?.length ?? 0);
    case "UTF-16 units":
      return text.length;
  }
}

/** No character is longer than one UTF-16 unit where it is short enough in those; few texts have to be counted. */
export function isWithin(text: string, { most, unit }: Room): boolean {
  const longest = unit === "bytes" ? 3 * text.length : text.length;
  return longest <= most || sizeOf(text, unit) <= most;
}

/** The text, or its beginning and "…": never half a character. */
export function cutTo(text: string, room: Room): string {
  if (isWithin(text, room)) return text;
  const left = { ...room, most: room.most - sizeOf("…", room.unit) };
  return left.most < 0 ? "" : `${beginning(text, left)}…`;
}

/** Whole lines only, so that no construct stays open; `note` tells that there is more. */
export function cutLines(text: string, room: Room, note: string): string {
  if (isWithin(text, room)) return text;
  const end = `\n\n${note}`;
  const begun = beginning(text, { ...room, most: room.most - sizeOf(end, room.unit) });
  return `${begun.slice(0, Math.max(0, begun.lastIndexOf("\n")))}${end}`;
}

function beginning(text: string, { most, unit }: Room): string {
  switch (unit) {
    case "bytes": {
      const { read } = new TextEncoder().encodeInto(text, new Uint8Array(Math.max(0, most)));
      return text.slice(0, read);
    }
    case "characters":
      return Array.from(text.slice(0, 2 * most))
        .slice(0, most)
        .join("");
    case "UTF-16 units":
      return text.slice(0, Math.max(0, most)).replace(/[\uD800-\uDBFF]$/, "");
  }
}

/** The first of these texts that together take at most so many bytes, with two for what stands between them. */
export function thatFit(texts: readonly (() => string)[], bytes: number): readonly string[] {
  const found: string[] = [];
  let left = bytes;
  for (const render of texts) {
    const text = render();
    left -= sizeOf(text, "bytes") + 2;
    if (left < 0) break;
    found.push(text);
  }
  return found;
}
