import { createSign } from "node:crypto";

/** GitHub refuses tokens from its future, and those that live longer than ten minutes. */
const BEFORE = 60;
const LIFE = 540;

/** The App's own token. `now`: milliseconds since 1970. https://docs.github.com/apps/creating-github-apps/authenticating-with-a-github-app */
export function signAppToken(
  { appId, privateKey }: { readonly appId: number; readonly privateKey: string },
  now: number,
): string {
  const seconds = Math.floor(now / 1000);
  const claims = { iat: seconds - BEFORE, exp: seconds + LIFE, iss: String(appId) };
  const signed = [{ alg: "RS256", typ: "JWT" }, claims]
    .map((part) => Buffer.from(JSON.stringify(part)).toString("base64url"))
    .join(".");
  const signature = createSign("RSA-SHA256").update(signed).sign(privateKey, "base64url");
  return `${signed}.${signature}`;
}
