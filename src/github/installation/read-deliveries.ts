import { failure } from "../client/failure.ts";
import { at, count, list, record, text } from "../client/narrow.ts";
import type { PagingGitHub } from "../client/paging-github.ts";

/** One try of GitHub's to deliver a webhook, without what it said. */
export type DeliverySummary = {
  /** In digits: newer ones don't fit in a number. */
  readonly id: string;
  /** The same for every try. */
  readonly guid: string;
  /** Ms since 1970, by GitHub's clock. */
  readonly at: number;
  readonly isSuccess: boolean;
  readonly event: string;
  /** Empty where the event has none. */
  readonly action: string;
  /** 0 where it is about none. */
  readonly installation: number;
};

type DeliveriesAsked = {
  /** GitHub's filter; left out: all of them. */
  readonly status?: "success" | "failure";
  /** Ms since 1970; older ones are left out. */
  readonly since: number;
  /** Requests at most. */
  readonly pages: number;
  /** Whether the next page is wanted, too. */
  readonly goesOn?: (page: readonly DeliverySummary[]) => boolean;
};

const ROUTE = "GET /app/hook/deliveries";

/**
 * Deliveries of the last three days, newest first. Needs the App's own token. An old Enterprise Server doesn't know
 * the filter and gives all of them, so each tells what it is.
 */
export async function readDeliveries(
  github: PagingGitHub,
  { status, since, pages, goesOn = () => true }: DeliveriesAsked,
): Promise<readonly DeliverySummary[]> {
  const found: DeliverySummary[] = [];
  const parameters = { per_page: 100, ...(status && { status }) };
  let page = 0;
  try {
    for await (const { data } of github.paginate.iterator(ROUTE, parameters)) {
      const summaries = list(data).map(summaryOf);
      found.push(...summaries.filter((one) => one.at >= since));
      page += 1;
      const isLast = page === pages || summaries.some((one) => one.at < since);
      if (isLast || !goesOn(summaries)) return found;
    }
  } catch (thrown) {
    throw failure("list the webhooks that failed", thrown);
  }
  return found;
}

/** What a webhook said; undefined when GitHub doesn't keep it any more. */
export async function readDelivery(github: PagingGitHub, id: string): Promise<unknown> {
  try {
    const { data } = await github.request(`${ROUTE}/{delivery_id}`, { delivery_id: id });
    return record(at(data, "request", "payload"));
  } catch (thrown) {
    const failed = failure("read a webhook that failed", thrown);
    if (failed.status === 404 || failed.status === 410) return undefined;
    throw failed;
  }
}

function summaryOf(json: unknown): DeliverySummary {
  const status = count(at(json, "status_code"));
  const id = at(json, "id");
  return {
    id: typeof id === "bigint" || typeof id === "number" ? String(id) : text(id),
    guid: text(at(json, "guid")),
    at: Date.parse(text(at(json, "delivered_at"))),
    isSuccess: status >= 200 && status < 300,
    event: text(at(json, "event")),
    action: text(at(json, "action")),
    installation: count(at(json, "installation_id")),
  };
}
