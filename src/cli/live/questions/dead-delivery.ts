import type { Octokit } from "@octokit/rest";
import { makeIssue } from "../make.ts";
import { seen, unasked } from "../play-question.ts";
import type { LiveQuestion } from "../play-question.ts";
import { until } from "../stage.ts";

/** A name that leads nowhere, for ever: RFC 2606. */
const NOWHERE = "https://dakor-live.invalid/";
const EVENT = "issue_comment";

export const deadDelivery: LiveQuestion = {
  name: "dead-delivery",
  asks: "How is a webhook noted that no server took, and which list has it?",
  expected: "among all deliveries, whatever its code: both lists are read",
  makes: "one issue; the App's webhooks lead nowhere for some seconds, and then where they did",
  play: async (stage) => {
    if (stage.app === undefined) return unasked("it takes an App: set APP_ID and PRIVATE_KEY");
    const { itself } = stage.app;
    const { data: before } = await itself.rest.apps.getWebhookConfigForApp();
    const address = before.url ?? "";
    if (address === "") return unasked("the App has no webhook");
    const issue = await makeIssue(stage, "a webhook that nobody takes");
    const newest = await newestOf(itself);
    stage.afterwards(() => sendTo(itself, address));
    await sendTo(itself, NOWHERE);
    const body = "Whoever hears of this is not there.";
    const comment = { ...stage.slug, issue_number: issue.number, body };
    await stage.main.rest.issues.createComment(comment);
    const found = await until(stage, async () => {
      const { data } = await itself.rest.apps.listWebhookDeliveries({ per_page: 20 });
      return data.find(
        ({ id, event, status }) => id > newest && event === EVENT && status !== "pending",
      );
    });
    if (found === undefined) return seen("in no list", false);
    const failed = await itself.request("GET /app/hook/deliveries", {
      per_page: 20,
      status: "failure",
    });
    const isListed = failed.data.some(({ id }) => id === found.id);
    const also = isListed ? "and by status=failure" : "and not by status=failure";
    return seen(`code ${found.status_code}, “${found.status}”; listed among all ${also}`, true);
  },
};

async function newestOf(itself: Octokit): Promise<number> {
  const { data } = await itself.rest.apps.listWebhookDeliveries({ per_page: 1 });
  return data[0]?.id ?? 0;
}

/** As a whole body: Octokit takes a parameter called url for the request's own address. */
function sendTo(itself: Octokit, url: string): Promise<unknown> {
  return itself.request("PATCH /app/hook/config", { data: { url } });
}
