import { createServer } from "node:http";
import type { TestProject } from "vitest/node";
import { startPostgres, type PostgresServer } from "./start-postgres.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** Where to ask for PostgreSQL. */
    readonly postgresDoor: number;
  }
}

/** One PostgreSQL for all tests, started when the first of them asks for it. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  let started: Promise<PostgresServer> | undefined;
  const door = createServer((_, response) => {
    started ??= startPostgres({ fsync: false });
    started.then(
      ({ url }) => response.end(url),
      (error: unknown) => response.writeHead(500).end(String(error)),
    );
  });
  await new Promise<void>((resolve) => {
    door.listen(0, "127.0.0.1", resolve);
  });
  const address = door.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  project.provide("postgresDoor", address.port);
  return async () => {
    door.close();
    await (await started)?.stop();
  };
}
