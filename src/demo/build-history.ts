import type { PersonApi } from "./person-api.ts";
import type { PersonName } from "./people.ts";
import { outsideConfig } from "./outside.ts";
import { pushWork } from "./open-work.ts";
import type { StoryClock } from "./story-clock.ts";
import { brokenCards, cardsPath, files, labels } from "./shop.ts";

interface HistorySettings {
  readonly as: (person: PersonName) => PersonApi;
  readonly clock: StoryClock;
  /** Midnight of the story's day. */
  readonly day: number;
}

const minute = 60_000;
const hour = 60 * minute;

/** The days before: the shop's files, a small change, and the one that will break it. Its number is returned. */
export async function buildHistory({ as, clock, day }: HistorySettings): Promise<number> {
  const lea = as("lea");
  const john = as("john");
  for (const [path, own] of Object.entries(files)) {
    const text = path === ".github/dakor.yml" ? `${own}${outsideConfig}` : own;
    await lea.writeFile({ path, text, message: `Add ${path}`, branch: "main" });
  }

  for (const label of labels) await lea.makeLabel(label);

  await clock.moveTo(day - 15 * hour);
  await lea.branch("more-tea");
  await lea.writeFile({
    path: "src/catalog/list-products.ts",
    text: 'export const products = ["tea", "green tea", "cups", "honey"] as const;\n',
    message: "Sell green tea",
    branch: "more-tea",
  });
  const small = await lea.openPull({
    title: "Sell green tea",
    body: "As asked for.",
    head: "more-tea",
  });
  await clock.moveTo(day - 14 * hour);
  await lea.merge(small);

  await clock.moveTo(day + 9 * hour + 5 * minute);
  await john.branch("token-format");
  await john.writeFile({
    path: cardsPath,
    text: brokenCards,
    message: "New token format for saved cards",
    branch: "token-format",
  });
  const broken = await john.openPull({
    title: "New token format for saved cards",
    body: "The payment provider's tokens have a version now: `v2.acmepay.4711`.",
    head: "token-format",
  });
  await clock.moveTo(day + 9 * hour + 38 * minute);
  await as("nico").comment(broken, "Looks good!");
  await john.merge(broken);
  await pushWork(as);
  return broken;
}
