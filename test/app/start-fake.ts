import { start } from "../../src/app/start.ts";

/** What nobody catches. */
function stray(): void {
  const error = new Error("stray");
  if (process.env["FAKE_STRAY"] === "unhandledRejection") void Promise.reject(error);
  if (process.env["FAKE_STRAY"] === "uncaughtException") {
    setImmediate(() => {
      throw error;
    });
  }
}

/** The App as a process, with a GitHub that takes as long as FAKE_MS for each look. */
await start({
  environment: process.env,
  connect: (probot) => {
    // As Octokit does, with whatever it sends.
    probot.log.debug({ title: "Saved cards are refused" }, "GitHub request");
    return {
      self: async () => {
        const status = process.env["FAKE_STATUS"];
        if (status !== undefined) throw Object.assign(new Error("no"), { status: Number(status) });
        return "dakor";
      },
      sweepApp: async () => {
        stray();
        return { installations: [12], deliveries: 0, requests: 2 };
      },
      sweep: async (installation) => ({
        targets: [{ kind: "issue", installation, repository: 99, number: 42 }],
        repositories: [],
        counts: { incidents: 1, comments: 0, pulls: 0, requests: 3 },
        isCut: false,
      }),
      run: async ({ kind }) => {
        if (kind !== "issue") return { again: false, wrote: false };
        process.stderr.write("issue begun\n");
        await new Promise((resolve) => setTimeout(resolve, Number(process.env["FAKE_MS"])));
        process.stderr.write("issue done\n");
        return { again: false, wrote: false };
      },
      learn: () => undefined,
      doubtTokens: () => undefined,
      answer: () => Promise.reject(new Error("nobody chats here")),
      reportProblem: async () => undefined,
    };
  },
});
