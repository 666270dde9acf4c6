/** How GitHub counts a text: whole characters (an emoji is one), bytes of UTF-8, or what JavaScript and C# call length. */
export type Unit = "characters" | "bytes" | "UTF-16 units";

export type Room = { readonly most: number; readonly unit: Unit };

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
