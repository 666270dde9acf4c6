/** Their bodies must be null, says the Response constructor. */
const WITHOUT_BODY = new Set([101, 204, 205, 304]);
const READS = new Set(["GET", "HEAD"]);

/** Fails when it takes longer than this many milliseconds; what it waited for goes on by itself. */
export async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => late.reject(new Error(`No answer within ${ms} ms.`)), ms);
  try {
    return await Promise.race([work, late.promise]);
  } finally {
    clearTimeout(timer);
  }
}

/**
 * fetch for Octokit, which has no time limit of its own, and which takes a body that was cut off for an empty one:
 * @octokit/request swallows the error, and its pagination then sees a page without items. A bot that finds no
 * comments writes them all again. So the whole body is read here, where a cut is a failure.
 *
 * Only reads follow a redirect: fetch would turn a POST into a GET on the way, and that would look done.
 */
export function deadlineFetch(timeout: number): typeof fetch {
  return async (input, init) => {
    const signals = [AbortSignal.timeout(timeout), ...(init?.signal ? [init.signal] : [])];
    const redirect = READS.has(init?.method ?? "GET") ? "follow" : "manual";
    const response = await fetch(input, { ...init, redirect, signal: AbortSignal.any(signals) });
    const { status, statusText, headers, url } = response;
    const body = WITHOUT_BODY.has(status) ? null : await response.arrayBuffer();
    const whole = new Response(body, { status, statusText, headers });
    // Octokit's pagination of comparisons reads it, and the constructor can't set it.
    Object.defineProperty(whole, "url", { value: url });
    return whole;
  };
}
