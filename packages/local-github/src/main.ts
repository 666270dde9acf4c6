#!/usr/bin/env node
import { startLocalGitHub } from "./start-local-github.ts";
import { startOptions, USAGE } from "./start-options.ts";

const words = process.argv.slice(2);
if (words.includes("--help")) {
  process.stdout.write(USAGE);
} else {
  try {
    await start();
  } catch (thrown) {
    process.stderr.write(`${thrown instanceof Error ? thrown.message : String(thrown)}\n`);
    process.exitCode = 2;
  }
}

async function start(): Promise<void> {
  const options = startOptions(words);
  const github = await startLocalGitHub(options);
  const settings = {
    GHE_HOST: github.host,
    GHE_PROTOCOL: "http",
    APP_ID: String(github.appId),
    PRIVATE_KEY: JSON.stringify(github.privateKey),
    WEBHOOK_SECRET: JSON.stringify(options.app.webhookSecret),
    ...Object.fromEntries(
      options.users.map(({ login }) => [`TOKEN_OF_${nameOf(login)}`, github.tokenOf(login)]),
    ),
  };
  for (const [name, value] of Object.entries(settings)) {
    process.stdout.write(`${name}=${value}\n`);
  }
  process.stderr.write(
    `${options.owner}/${options.repo} is at ${github.url}: REST at /api/v3, GraphQL at /api/graphql. Ctrl+C ends it, and nothing is kept.\n`,
  );
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.once(signal, () => void github.close().then(() => process.exit(0)));
  }
}

function nameOf(login: string): string {
  return login.toUpperCase().replaceAll("-", "_");
}
