import type { Happened } from "@dakor/local-github/started-jobs";

/** A team's month, for the bill. */
export type Team = {
  readonly name: string;
  readonly pullsADay: number;
  readonly commentsADay: number;
  /** All the time; they cost points, not minutes. */
  readonly openPulls: number;
  readonly incidents: number;
};

/** Hours since its declaration, of each incident: a working day's trouble, and a report two days later. */
export const INCIDENT = { restored: 3, closed: 5, reported: 48, comments: 30, labels: 4 } as const;

const DAYS = 30;
/** Weekends count: the bill is for the busiest month. */
const WORKING_HOURS = 8;
const START = 9;

/** An incident's life in hours of the month. */
export type Life = {
  readonly declared: number;
  readonly restored: number;
  readonly reported: number;
};

export type Moment = Happened & { readonly hour: number };

export function livesOf({ incidents }: Team): readonly Life[] {
  return Array.from({ length: incidents }, (_, index) => {
    const declared = Math.floor((index + 0.5) * (DAYS / incidents)) * 24 + 10;
    return {
      declared,
      restored: declared + INCIDENT.restored,
      reported: declared + INCIDENT.reported,
    };
  });
}

/** Everything that GitHub tells of in that month, in its order; each schedule's ticks are among them. */
export function momentsOf(team: Team): readonly Moment[] {
  const moments = [
    ...range(DAYS).flatMap((day) => dayOf(team, day)),
    ...livesOf(team).flatMap(incidentOf),
    ...range(DAYS * 24).flatMap((hour) => ticksOf(hour)),
  ];
  return moments.toSorted((one, other) => one.hour - other.hour);
}

/** Each pull request is opened, changed by a review, pushed to twice, and merged; people talk on issues and on those. */
function dayOf({ pullsADay, commentsADay }: Team, day: number): readonly Moment[] {
  const pulls = range(pullsADay).flatMap((index): readonly Moment[] => {
    const hour = at(day, index / pullsADay);
    const pull = (action: string, later: number): Moment => ({
      hour: hour + later,
      event: "pull_request",
      payload: { action, pull_request: { number: 1 }, ...BY_A_PERSON },
    });
    return [
      pull("opened", 0),
      pull("synchronize", 0.1),
      pull("synchronize", 0.2),
      pull("edited", 0.3),
      pull("closed", 0.4),
      {
        hour: hour + 0.4,
        event: "push",
        payload: {
          ref: "refs/heads/main",
          commits: [{ added: [], modified: ["src/a.ts"], removed: [] }],
          ...BY_A_PERSON,
        },
      },
    ];
  });
  const comments = range(commentsADay).map((index): Moment => ({
    hour: at(day, index / commentsADay),
    event: "issue_comment",
    payload: {
      action: "created",
      issue: { number: 2, labels: [{ name: "bug" }], ...(index % 2 === 0 ? PULL : {}) },
      comment: { body: "Looks good to me" },
      ...BY_A_PERSON,
    },
  }));
  const issues = range(Math.ceil(commentsADay / 10)).map((index): Moment => ({
    hour: at(day, index / commentsADay),
    event: "issues",
    payload: {
      action: "opened",
      issue: { number: 3, body: "It would be nice", labels: [] },
      ...BY_A_PERSON,
    },
  }));
  return [...pulls, ...comments, ...issues];
}

function incidentOf({ declared, restored, reported }: Life): readonly Moment[] {
  const issue = { number: 4, body: "", labels: [{ name: "incident" }] };
  const on = (hour: number, action: string, more: object = {}): Moment => ({
    hour,
    event: "issues",
    payload: { action, issue, ...more, ...BY_A_PERSON },
  });
  const comments = range(INCIDENT.comments).map((index): Moment => ({
    hour: declared + ((restored - declared) * (index + 1)) / INCIDENT.comments,
    event: "issue_comment",
    payload: { action: "created", issue, comment: { body: "/update" }, ...BY_A_PERSON },
  }));
  return [
    on(declared, "opened"),
    on(declared, "labeled", { label: { name: "incident" } }),
    ...range(INCIDENT.labels).map(() => on(declared + 1, "assigned")),
    ...comments,
    on(declared + INCIDENT.closed, "closed"),
    {
      hour: reported,
      event: "push",
      payload: {
        ref: "refs/heads/main",
        commits: [{ added: ["docs/incidents/2026-05-04-4-cards.md"], modified: [], removed: [] }],
        ...BY_A_PERSON,
      },
    },
  ];
}

function ticksOf(hour: number): readonly Moment[] {
  const tick = (later: number, schedule: string): Moment => ({
    hour: hour + later,
    event: "schedule",
    payload: { schedule },
  });
  return [
    ...range(4).map((quarter) => tick(0.117 + quarter / 4, QUARTERS)),
    ...(hour % 24 === 5 ? [tick(0.383, DAILY)] : []),
  ];
}

export const QUARTERS = "7,22,37,52 * * * *";
export const DAILY = "23 5 * * *";
const BY_A_PERSON = { sender: { login: "lea", type: "User" } } as const;
const PULL = { pull_request: {} } as const;

function at(day: number, part: number): number {
  return day * 24 + START + part * WORKING_HOURS;
}

function range(length: number): readonly number[] {
  return Array.from({ length }, (_, index) => index);
}
