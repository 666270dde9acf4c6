import { PassThrough } from "node:stream";

/** Probot's own log, which only tests use: pino's lines as they are. */
export async function getTransformStream() {
  return new PassThrough();
}
