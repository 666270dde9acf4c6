import type { IncomingMessage } from "node:http";
import { createBodyBudget } from "./body-budget.ts";

const MEBIBYTE = 1024 * 1024;

/** GitHub's own limit for a webhook's payload. */
export const LONGEST_BODY = 25 * MEBIBYTE;
/** Of all bodies being read at one time, and of those from one address; what lies between is for the others. */
export const BODY_LIMITS = { together: 4 * LONGEST_BODY, address: 3 * LONGEST_BODY };

/** Milliseconds after which a body must have come at the least rate, in bytes a second. GitHub sends one at once. */
export const GRACE = 3000;
export const LEAST_RATE = 32 * 1024;
const CHECKING = 1000;

type Body =
  | { readonly kind: "whole"; readonly text: string }
  | { readonly kind: "too long" }
  | { readonly kind: "too slow" }
  | { readonly kind: "too much at once" }
  | { readonly kind: "cut off" };

/** Reads a request's body up to the limits; what it returns for more than that has stopped keeping bytes. */
export function bodyReader(): (request: IncomingMessage) => Promise<Body> {
  const budget = createBodyBudget(BODY_LIMITS);
  return (request) =>
    new Promise((resolve) => {
      const begun = performance.now();
      let chunks: Uint8Array[] = [];
      let length = 0;
      const held = budget.hold(request.socket.remoteAddress ?? "", () =>
        end({ kind: "too much at once" }),
      );
      const timer = setInterval(() => {
        const passed = performance.now() - begun;
        if (passed > GRACE && length < (LEAST_RATE * passed) / 1000) end({ kind: "too slow" });
      }, CHECKING);
      timer.unref();

      function take(chunk: Uint8Array): void {
        length += chunk.length;
        if (length > LONGEST_BODY) return end({ kind: "too long" });
        chunks.push(chunk);
        held.grow(chunk.length);
      }

      /** The socket stays: whoever is still sending is to see the answer. */
      function end(body: Body): void {
        clearInterval(timer);
        request.off("data", take);
        held.release();
        chunks = [];
        resolve(body);
      }

      request.on("data", take);
      request.once("end", () =>
        end({ kind: "whole", text: Buffer.concat(chunks).toString("utf8") }),
      );
      request.once("error", () => end({ kind: "cut off" }));
      request.once("close", () => end({ kind: "cut off" }));
    });
}
