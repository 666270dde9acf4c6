import { err, ok } from "../../core/model/result.ts";
import { failure } from "../../github/client/failure.ts";
import { at, textOrNone } from "../../github/client/narrow.ts";
import type { Readable } from "./facts.ts";

/** Nothing that can't be read ends the others' reading. */
export async function seen<T>(operation: string, read: () => Promise<T>): Promise<Readable<T>> {
  try {
    return ok(await read());
  } catch (thrown) {
    const { message, status, headers } = failure(operation, thrown);
    const needed = textOrNone(at(headers, "x-accepted-github-permissions"));
    const isRefused = status === 403 || status === 404;
    const hint = isRefused && needed !== undefined ? `; it needs ${needed}` : "";
    return err({ why: `${message}${hint}`, status });
  }
}

export function unseen<T>(why: string): Readable<T> {
  return err({ why });
}
