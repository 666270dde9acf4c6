import { createHmac, timingSafeEqual } from "node:crypto";

/** Seconds by which a clock may be wrong, and after which a request is somebody's copy of it. */
const REPLAY_WINDOW = 5 * 60;

type Signed = {
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly body: string;
};

/** Whether Slack signed it with this app's secret, within the last minutes; `now` in milliseconds. */
export function isFromSlack({ headers, body }: Signed, secret: string, now: number): boolean {
  const stamp = headers["x-slack-request-timestamp"];
  const given = headers["x-slack-signature"];
  if (typeof stamp !== "string" || !/^\d{1,12}$/.test(stamp)) return false;
  if (typeof given !== "string" || !/^v0=[0-9a-f]{64}$/.test(given)) return false;
  if (!isRecent(Number(stamp), now)) return false;
  const made = createHmac("sha256", secret).update(`v0:${stamp}:${body}`).digest("hex");
  return isSame(given, `v0=${made}`);
}

/** Whether Teams signed it with this outgoing webhook's security token, which is base64. Its time is in the body. */
export function isFromTeams({ headers, body }: Signed, token: string): boolean {
  const given = headers["authorization"];
  if (typeof given !== "string" || !/^HMAC [\w+/]{43}=$/.test(given)) return false;
  const key = Buffer.from(token, "base64");
  const made = createHmac("sha256", key).update(body).digest("base64");
  return isSame(given, `HMAC ${made}`);
}

/** Seconds since 1970, and milliseconds of now: a request from too far ahead is as wrong as one that is too old. */
export function isRecent(at: number, now: number): boolean {
  return Math.abs(now / 1000 - at) <= REPLAY_WINDOW;
}

function isSame(given: string, made: string): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(made)];
  return one.length === other.length && timingSafeEqual(one, other);
}
