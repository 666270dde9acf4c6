/** Why a message didn't get to its target, as the board and the command line say it: no address, no secret, no answer's text. */
export const DELIVERY_WHY = {
  noAddress: "its address is no URL",
  notHttps: "its address must begin with https://",
  withPassword: "its address must hold no user name and no password",
  ownNetwork:
    "its address leads into a private network, which the operator can allow with DAKOR_NOTIFY_ALLOW",
  noSecret: "its secret is not set",
  badSecret: "its secret is not what this type of target needs",
  otherHost: "its token is for another host",
  redirects: "its address redirects: set the address that it leads to",
  noName: "its name can't be resolved",
  noConnection: "no connection",
  noAnswer: "no answer in time",
  notTrusted: "no encrypted line with a trusted certificate",
  notUnderstood: "its answer can't be read",
  notAllowed: "the operator of the App has not allowed this owner (DAKOR_NOTIFY_OWNERS)",
  failed: "it failed",
  leftOut: "too many messages waited: the issue has them",
  tooMany: "it asks to be told less at once",
  waitsItsTurn: "many messages at once: this one waits for its turn",
  noLogin: "it refuses the login",
  noRecipient: "it refuses the recipients",
} as const satisfies Readonly<Record<string, string>>;

/** Of an answer that has only its number: an HTTP status, an SMTP code. */
export function answered(code: number): string {
  return `it answered ${code}`;
}

/** By its makers' name for what went wrong, which is a word of a fixed list. */
export function said(name: string): string {
  return /^[a-z_]{1,60}$/.test(name) ? `it says ${name}` : DELIVERY_WHY.notUnderstood;
}
