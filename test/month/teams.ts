import type { Team } from "./month.ts";

/** Whose month is replayed. A weekend is a working day like any other, so real months are cheaper. */
export const TEAMS = [
  {
    name: "quiet: 5 open pull requests, 2 comments a day, no incident",
    pullsADay: 0,
    commentsADay: 2,
    openPulls: 5,
    incidents: 0,
  },
  {
    name: "6 people: 10 pull requests and 40 comments a day, 2 incidents",
    pullsADay: 10,
    commentsADay: 40,
    openPulls: 20,
    incidents: 2,
  },
  {
    name: "500 open pull requests: 40 new ones and 150 comments a day, 4 incidents",
    pullsADay: 40,
    commentsADay: 150,
    openPulls: 500,
    incidents: 4,
  },
] as const satisfies readonly Team[];
