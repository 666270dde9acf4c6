import type { GitHub } from "./github.ts";
import { isMutation, isWrite } from "./is-write.ts";

/** GitHub asks for at least a second between two requests that change something. Milliseconds. */
const BETWEEN_WRITES = 1000;

/** One write after the other, with a pause in between; reads don't wait. */
export function paced(github: GitHub, wait: typeof pause = pause): GitHub {
  let last: Promise<unknown> = Promise.resolve();
  let hasWritten = false;

  function inTurn<T>(write: () => Promise<T>): Promise<T> {
    const turn = last.then(async () => {
      if (hasWritten) await wait(BETWEEN_WRITES);
      hasWritten = true;
      return write();
    });
    last = turn.catch(() => undefined);
    return turn;
  }

  return {
    graphql: (query, variables) => {
      const send = (): Promise<unknown> => github.graphql(query, variables);
      return isMutation(query) ? inTurn(send) : send();
    },
    request: (route, parameters) => {
      const send = (): ReturnType<GitHub["request"]> => github.request(route, parameters);
      return isWrite(route) ? inTurn(send) : send();
    },
  };
}

/** Milliseconds. */
export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}
