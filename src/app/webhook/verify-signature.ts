import { createHmac, timingSafeEqual } from "node:crypto";

/** Whether "sha256=…" (64 digits, checked before) was made with one of the secrets; in constant time for each. */
export function signatureVerifier(
  secrets: readonly string[],
): (body: string, signature: string) => boolean {
  return (body, signature) => {
    const given = Buffer.from(signature);
    return secrets.some((secret) => {
      const made = `sha256=${createHmac("sha256", secret).update(body).digest("hex")}`;
      return given.length === made.length && timingSafeEqual(given, Buffer.from(made));
    });
  };
}
