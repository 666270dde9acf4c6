import type { Seen } from "../../src/app/shell.ts";
import { start } from "../../src/app/start.ts";

const calm = async (): Promise<Seen> => ({ again: false, wrote: false });

/** The App as a process, with a GitHub that takes as long as FAKE_MS for each look. */
await start({
  environment: process.env,
  connect: () => ({
    self: async () => "dakor",
    installations: async () => {
      if (process.env["FAKE_STRAY"]) void Promise.reject(new Error("stray"));
      return [12];
    },
    sweep: async (installation) => [
      { kind: "issue", installation, owner: "acme", repo: "shop", number: 42 },
    ],
    runIssue: async () => {
      process.stdout.write("issue begun\n");
      await new Promise((resolve) => setTimeout(resolve, Number(process.env["FAKE_MS"])));
      process.stdout.write("issue done\n");
      return { again: false, wrote: false };
    },
    runPull: calm,
    check: calm,
    renew: calm,
    checkHead: calm,
    checkGroup: calm,
    lookAtPush: calm,
  }),
});
