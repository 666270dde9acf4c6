import type { IncomingMessage } from "node:http";

/** GitHub's own limit for a webhook's payload. */
export const LONGEST_BODY = 25 * 1024 * 1024;
/** Of all bodies being read at one time: nobody has signed them yet. */
const LONGEST_TOGETHER = 4 * LONGEST_BODY;

export type Body =
  | { readonly kind: "whole"; readonly text: string }
  | { readonly kind: "too long" }
  | { readonly kind: "too much at once" }
  | { readonly kind: "cut off" };

/** Reads a request's body up to the limits; what it returns for more than that has stopped keeping bytes. */
export function bodyReader(): (request: IncomingMessage) => Promise<Body> {
  let heldByAll = 0;
  return async (request) => {
    const chunks: Uint8Array[] = [];
    let held = 0;
    try {
      // No early return out of the loop: that would destroy the socket before the answer is on it.
      for await (const chunk of request.iterator({ destroyOnReturn: false })) {
        if (!(chunk instanceof Uint8Array)) continue;
        held += chunk.length;
        heldByAll += chunk.length;
        if (held > LONGEST_BODY) return { kind: "too long" };
        if (heldByAll > LONGEST_TOGETHER) return { kind: "too much at once" };
        chunks.push(chunk);
      }
      return { kind: "whole", text: Buffer.concat(chunks).toString("utf8") };
    } catch {
      return { kind: "cut off" };
    } finally {
      heldByAll -= held;
    }
  };
}
