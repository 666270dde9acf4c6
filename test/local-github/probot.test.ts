import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { createNodeMiddleware, createProbot, ProbotOctokit } from "probot";
import { expect, test, vi } from "vitest";
import { repo, startValidated } from "./start-validated.ts";

test("Probot runs unmodified: label, webhook, comment", async () => {
  const { github, as, problems } = await startValidated();
  const { host, privateKey } = github;
  vi.stubEnv("GHE_HOST", host);
  vi.stubEnv("GHE_PROTOCOL", "http");
  const probot = createProbot({
    env: {
      APP_ID: "12",
      PRIVATE_KEY: privateKey,
      WEBHOOK_SECRET: "secret",
      GHE_HOST: host,
      GHE_PROTOCOL: "http",
    },
    overrides: { logLevel: "fatal", Octokit: unthrottled },
  });
  const middleware = await createNodeMiddleware(
    (app) => {
      app.on("issues.labeled", async (context) => {
        await context.octokit.rest.issues.createComment(context.issue({ body: "Seen" }));
      });
    },
    { probot },
  );
  const server = createServer((request, response) => void middleware(request, response));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  github.sendWebhooksTo(`http://127.0.0.1:${portOf(server.address())}/api/github/webhooks`);

  const { issues } = as("lea").rest;
  await issues.create({ ...repo, title: "One" });
  await issues.addLabels({ ...repo, issue_number: 1, labels: ["incident"] });
  await github.settled();
  const { data } = await issues.listComments({ ...repo, issue_number: 1 });
  expect(data).toMatchObject([{ body: "Seen", user: { login: "helper[bot]", type: "Bot" } }]);
  expect(github.deliveries().map((one) => one.statusCode)).toEqual([200, 200, 200, 200]);
  server.close();
  vi.unstubAllEnvs();
  await github.close();
  expect(problems()).toEqual([]);
});

const unthrottled = ProbotOctokit.defaults((options: object) => ({
  ...options,
  throttle: { enabled: false },
  retry: { enabled: false },
}));

function portOf(address: AddressInfo | string | null): number {
  return typeof address === "object" && address !== null ? address.port : 0;
}
