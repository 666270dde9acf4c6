import { inject } from "vitest";

/** The tests' own PostgreSQL; each test makes a schema of its own in it. */
export async function postgresUrl(): Promise<string> {
  const answer = await fetch(`http://127.0.0.1:${inject("postgresDoor")}`);
  const text = await answer.text();
  if (!answer.ok) throw new Error(text);
  return text;
}
