/** `tries`: in all, the first one too. `pause`: milliseconds to the second, each further one `factor` times as long, up to `longest`. */
export type Retry = {
  readonly what: string;
  readonly tries: number;
  readonly pause: number;
  readonly factor: number;
  readonly longest: number;
};

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** What is tried again where it fails, how often, and when. */
export const RETRIES = {
  read: {
    what: "a read of the Action or the command line that GitHub fails to answer",
    tries: 2,
    ...always(500),
  },
  longRead: {
    what: "a read of the App's long jobs (sweep, check) that GitHub fails to answer",
    tries: 3,
    ...always(300),
  },
  movedHead: {
    what: "a gate's judgement of a pull request whose head moved meanwhile",
    tries: 3,
    ...always(0),
  },
  job: {
    what: "a job of the App that fails; some forty minutes, longer than most outages, and the sweep comes after it",
    tries: 10,
    pause: SECOND,
    factor: 3,
    longest: 30 * MINUTE,
  },
  refusedJob: {
    what: "the same, where GitHub refuses it, or doesn't have what it is about (its replicas may lag)",
    tries: 3,
    pause: SECOND,
    factor: 3,
    longest: 30 * MINUTE,
  },
  again: {
    what: "a job of the App that asks for another look",
    tries: Infinity,
    pause: SECOND,
    factor: 2,
    longest: 5 * MINUTE,
  },
  limit: {
    what: "a job of the App at a limit of GitHub's without a time",
    tries: Infinity,
    pause: MINUTE,
    factor: 2,
    longest: 15 * MINUTE,
  },
  sweepOnce: {
    what: "a job of `dakor sweep`",
    tries: 3,
    pause: SECOND,
    factor: 3,
    longest: 10 * SECOND,
  },
  workflowJob: {
    what: "a job of the workflow that fails; what has to wait for longer is left to a later run",
    tries: 4,
    pause: 2 * SECOND,
    factor: 2,
    longest: MINUTE,
  },
  workflowGone: {
    what: "the same, where GitHub doesn't have what it is about",
    tries: 2,
    ...always(2 * SECOND),
  },
  workflowAgain: {
    what: "a job of the workflow that asks for another look",
    tries: 4,
    ...always(0),
  },
  delivery: {
    what: "telling a target outside GitHub; what happens meanwhile is reason to try at once",
    tries: 8,
    pause: 5 * SECOND,
    factor: 6,
    longest: 10 * HOUR,
  },
  ownApp: {
    what: "the App's question who it is, at its start",
    tries: Infinity,
    pause: SECOND,
    factor: 3,
    longest: MINUTE,
  },
  table: {
    what: "making the queue's table, at the start",
    tries: 5,
    ...always(SECOND),
  },
  settle: {
    what: "noting in the database how a job ended",
    tries: Infinity,
    ...always(500),
  },
  listen: {
    what: "the line on which the database tells news",
    tries: Infinity,
    ...always(SECOND),
  },
} as const satisfies Readonly<Record<string, Retry>>;

function always(pause: number): Pick<Retry, "pause" | "factor" | "longest"> {
  return { pause, factor: 1, longest: pause };
}

/** The pause in milliseconds after so many failures, from 1. `share` of it, from 0 to 1: what failed together shouldn't return together. */
export function pauseAfter({ pause, factor, longest }: Retry, failures: number, share = 1): number {
  return Math.round(share * Math.min(longest, pause * factor ** (failures - 1)));
}
