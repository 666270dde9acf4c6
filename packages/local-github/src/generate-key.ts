import { generateKeyPairSync } from "node:crypto";

let generatedKey: string | undefined;

/** Once a process, since it takes a tenth of a second. */
export function generateKey(): string {
  generatedKey ??= generateKeyPairSync("rsa", { modulusLength: 2048 })
    .privateKey.export({ type: "pkcs8", format: "pem" })
    .toString();
  return generatedKey;
}
