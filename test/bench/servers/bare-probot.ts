import { run } from "probot";

/** The least that a Probot app can be: the floor of any bot made with it. */
await run((app) => {
  app.on("issue_comment.created", () => undefined);
});
process.stdout.write(`{"port":${process.env["PORT"]},"msg":"listening"}\n`);
