/** What @octokit/auth-app keeps installation tokens in; it asks for a new one when there is none. */
export type TokenCache = {
  readonly get: (key: string) => string | undefined;
  readonly set: (key: string, value: string) => void;
  /** After a 401: auth-app itself would use the same token until its hour is over. */
  readonly forget: (installation: number) => void;
};

/** GitHub's tokens live for an hour. */
const LIFETIME = 59 * 60 * 1000;

export function tokenCache(now: () => number): TokenCache {
  const tokens = new Map<string, { readonly value: string; readonly expires: number }>();
  return {
    get: (key) => {
      const token = tokens.get(key);
      if (token === undefined || token.expires > now()) return token?.value;
      tokens.delete(key);
      return undefined;
    },
    set: (key, value) => {
      tokens.set(key, { value, expires: now() + LIFETIME });
    },
    forget: (installation) => {
      // A key is the installation's id; for a narrower token, "id|repositories|permissions".
      for (const key of tokens.keys()) {
        if (key.split("|", 1).join() === String(installation)) tokens.delete(key);
      }
    },
  };
}
