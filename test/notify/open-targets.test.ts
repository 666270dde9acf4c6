import { expect, test } from "vitest";
import { openTargetsOf } from "../../src/notify/open-targets.ts";
import { DELIVERY_WHY } from "../../src/text/notify/delivery-why.ts";
import { targetOf } from "./environment-for.ts";
import { ALERT } from "./messages.ts";

/** Without its secret a target says so before it goes anywhere. */
test.each([
  [undefined, "acme", DELIVERY_WHY.noSecret],
  ["Acme, other", "acme", DELIVERY_WHY.noSecret],
  ["other", "acme", DELIVERY_WHY.notAllowed],
  ["acme-labs", "acme", DELIVERY_WHY.notAllowed],
  ["", "acme", DELIVERY_WHY.noSecret],
  [",", "acme", DELIVERY_WHY.notAllowed],
  [" ", "acme", DELIVERY_WHY.notAllowed],
  [", ,", "", DELIVERY_WHY.notAllowed],
  ["*", "acme", DELIVERY_WHY.notAllowed],
  ["acme;other", "acme", DELIVERY_WHY.notAllowed],
])("where the operator allows %s, the secrets for %s: %s", async (owners, owner, why) => {
  const { connect, allows } = openTargetsOf({ DAKOR_NOTIFY_OWNERS: owners });
  const { send } = await connect(targetOf("slack", { channel: "C0123456789" }), owner);
  expect(await send(ALERT)).toEqual({ kind: "refused", why });
  expect(allows(owner)).toBe(why !== DELIVERY_WHY.notAllowed);
});
