import {
  readDeliveries,
  readDelivery,
  type DeliverySummary,
} from "../../github/installation/read-deliveries.ts";
import type { PagingGitHub } from "../../github/client/paging-github.ts";
import { ROUTES, narrowDelivery } from "../webhook/routes.ts";
import type { Delivery, RouteKind } from "../webhook/routes.ts";

export type RedeliverOptions = {
  /** Takes a webhook in as if it had just come; fails when it can't. */
  readonly receive: (delivery: Delivery) => Promise<void>;
  /** Ms since 1970. */
  readonly now: () => number;
};

type Taken = {
  /** Webhooks that were taken in. */
  readonly deliveries: number;
  /** Why these are not all. */
  readonly problem?: unknown;
};

/** Takes in what failed since the last time; never fails itself. `github` has the App's own token. */
type Redeliver = (github: PagingGitHub, installations: ReadonlySet<number>) => Promise<Taken>;

/**
 * What is fetched first when much has failed: a sweep of the installation can't find what is asked of a merge queue,
 * what a push brought or which incident is gone, but nearly all that a pull request or an issue tells. The route that
 * is not named here means no more than such a sweep.
 */
const URGENCY = {
  group: 0,
  head: 1,
  push: 2,
  left: 3,
  pull: 4,
  issue: 5,
} as const satisfies Readonly<Record<Exclude<RouteKind, "installation">, number>>;

/** In one sweep; the next one goes on. */
const MOST_BODIES = 100;
const MOST_PAGES = 20;
/** Of all deliveries, whatever became of them. */
const MOST_UNFILTERED_PAGES = 10;
/** Requests that may be spent on finding out what somebody has delivered again. */
const MOST_SUCCESS_PAGES = 5;
/** GitHub keeps deliveries for three days. */
const KEPT = 3 * 24 * 60 * 60 * 1000;
/** A delivery gets its status up to ten seconds after its time; the list may lag. */
const OVERLAP = 5 * 60 * 1000;
/** Until then a delivery without a status may still get one. */
const UNDER_WAY = 30 * 1000;

/**
 * GitHub never sends again what failed, but it shows what it was. We fetch that instead of asking for another try:
 * one request instead of two, and it also works while our own address can't be reached.
 */
export function createRedeliver({ receive, now }: RedeliverOptions): Redeliver {
  /** What was taken, as long as the list may show it again. */
  let taken: ReadonlySet<string> = new Set();
  let since = 0;

  async function take(github: PagingGitHub, due: readonly DeliverySummary[]): Promise<Taken> {
    const problems: unknown[] = [];
    let deliveries = 0;
    for (const { id, guid, event } of due) {
      try {
        const delivery = narrowDelivery(guid, event, await readDelivery(github, id));
        if (delivery !== undefined) await receive(delivery);
        taken = new Set([...taken, guid]);
        deliveries += 1;
      } catch (problem) {
        problems.push(problem);
        // One may be broken for ever; two are a limit, or GitHub is down.
        if (problems.length > 1) break;
      }
    }
    return problems.length > 0 ? { deliveries, problem: problems[0] } : { deliveries };
  }

  /**
   * GitHub's filter knows failures by the status of an answer: what nobody answered may have none, and is found among all
   * deliveries only. Their first page is read each time, and the next ones as long as they show such failures.
   */
  async function readFailed(
    github: PagingGitHub,
    from: number,
  ): Promise<readonly DeliverySummary[]> {
    const filtered = await readDeliveries(github, {
      status: "failure",
      since: from,
      pages: MOST_PAGES,
    });
    const known = new Set(filtered.map(({ id }) => id));
    const isMissed = ({ id, isSuccess, at }: DeliverySummary): boolean =>
      !isSuccess && !known.has(id) && at < now() - UNDER_WAY;
    const all = await readDeliveries(github, {
      since: from,
      pages: MOST_UNFILTERED_PAGES,
      goesOn: (page) => page.some(isMissed),
    });
    return [...filtered, ...all.filter(isMissed)];
  }

  return async (github, installations) => {
    try {
      const from = Math.max(since, now() - KEPT);
      const listed = await readFailed(github, from);
      const shown = new Set(listed.map(({ guid }) => guid));
      taken = new Set([...taken].filter((guid) => shown.has(guid)));
      const news = listed.filter(
        ({ guid, isSuccess, installation }) =>
          !isSuccess && !taken.has(guid) && installations.has(installation),
      );
      const due = byUrgency(await withoutArrived(github, news, listed));
      const done = await take(github, due.slice(0, MOST_BODIES));
      // Where something is left, the next time begins where this one did.
      if (done.problem === undefined && due.length <= MOST_BODIES) {
        since = Math.max(since, ...listed.map((one) => one.at - OVERLAP));
      }
      return done;
    } catch (problem) {
      return { deliveries: 0, problem };
    }
  };
}

/** One for each webhook, its newest try; those that the sweep finds anyway are last. */
function byUrgency(failed: readonly DeliverySummary[]): readonly DeliverySummary[] {
  return [...Map.groupBy(failed, ({ guid }) => guid).values()]
    .flatMap(([newest]) => newest ?? [])
    .toSorted((one, other) => (urgencyOf(one) ?? 0) - (urgencyOf(other) ?? 0));
}

/** Undefined for what is of no use. */
function urgencyOf({ event, action }: DeliverySummary): number | undefined {
  const kinds: Readonly<Partial<Record<string, number>>> = URGENCY;
  const route = Object.entries(ROUTES).find(([, names]) =>
    [event, `${event}.${action}`].some((name) => names.some((known) => known === name)),
  );
  return route === undefined ? undefined : kinds[route[0]];
}

/** Without what arrived at another try. Finding that out never costs more requests than it can save. */
async function withoutArrived(
  github: PagingGitHub,
  news: readonly DeliverySummary[],
  listed: readonly DeliverySummary[],
): Promise<readonly DeliverySummary[]> {
  const routed = news.filter((one) => urgencyOf(one) !== undefined);
  if (routed.length === 0) return [];
  const isFiltered = listed.every((one) => !one.isSuccess);
  const since = Math.min(...routed.map((one) => one.at));
  const pages = Math.min(routed.length, MOST_SUCCESS_PAGES);
  const others = isFiltered
    ? await readDeliveries(github, { status: "success", since, pages })
    : listed;
  const arrived = new Set(others.flatMap(({ guid, isSuccess }) => (isSuccess ? [guid] : [])));
  return routed.filter(({ guid }) => !arrived.has(guid));
}
