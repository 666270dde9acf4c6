import { expect, test } from "vitest";
import { startLocalGitHub } from "@dakor/local-github";
import { numberOf, parseJson, recordOf } from "@dakor/local-github/narrow";
import type { Happened } from "@dakor/local-github/started-jobs";
import type { NotifyWays } from "../../src/github/write/recent-deliveries.ts";
import { connectPerson } from "../../src/demo/person-api.ts";
import { runBotHere } from "./bot-here.ts";

const CONFIG = `notify:
  chat: { type: slack, secret: DAKOR_SECRET_A, channel: C0123456789 }
  status: { type: teams, secret: DAKOR_SECRET_B }
`;

test("a workflow's run tells what its incident says, tries once more within moments, and a later run doesn't repeat it", async () => {
  const told: string[] = [];
  const failing = new Set(["chat"]);
  const notify: NotifyWays = {
    connect: async ({ name }) => ({
      send: async ({ kind }) => {
        told.push(`${name} ${kind}`);
        return failing.delete(name) ? { kind: "retry", why: "it answered 503" } : { kind: "sent" };
      },
    }),
  };
  let last: Happened | undefined;
  const github = await startLocalGitHub({
    owner: "acme",
    repo: "shop",
    users: [{ login: "lea", role: "admin" }],
    app: { slug: "dakor", appId: 7, webhookSecret: "secret", permissions: {}, events: ["*"] },
    deliver: ({ event, payload }) => {
      last = { event, payload };
      return "send";
    },
  });
  try {
    const slug = "acme/shop";
    const lea = connectPerson({ origin: github.url, slug, token: github.tokenOf("lea") });
    const path = ".github/dakor.yml";
    await lea.writeFile({ path, text: CONFIG, message: "Tell people", branch: "main" });
    const response = await fetch(`${github.url}/api/v3/repos/${slug}/issues`, {
      method: "POST",
      headers: { authorization: `Bearer ${github.tokenOf("lea")}` },
      body: JSON.stringify({ title: "Cards are refused", labels: ["incident"] }),
    });
    const number = numberOf(recordOf(parseJson(await response.text()))["number"]);
    await lea.comment(number, "/severity critical\n/scope Customers\n/alert next 10m");
    const heard = last;
    if (heard === undefined) throw new Error("GitHub told nothing.");
    const { summary } = await runBotHere(github, heard, { notify });
    expect(summary).toMatchObject({ refused: [], left: [] });
    expect(told.toSorted()).toEqual(["chat alert", "chat alert", "status alert"]);
    await runBotHere(github, heard, { notify });
    expect(told).toHaveLength(3);
  } finally {
    await github.close();
  }
});
