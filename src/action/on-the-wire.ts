import { subscribe, unsubscribe } from "node:diagnostics_channel";

/** What the runtime's fetch says when all of a request has been handed to the network. */
const SENT = "undici:request:bodySent";

/** Resolves when the next request is sent: to be asked before it is made. */
export function nextSent(): Promise<void> {
  return new Promise((resolve) => {
    const onSent = (): void => {
      unsubscribe(SENT, onSent);
      resolve();
    };
    subscribe(SENT, onSent);
  });
}
