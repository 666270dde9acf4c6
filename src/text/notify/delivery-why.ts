/** Why a message didn't get to its target, as the board and the command line say it: no address, no secret, no answer's text. */
export const DELIVERY_WHY = {
  noAddress: "its address is no URL",
  notHttps: "its address must begin with https://",
  withPassword: "its address must hold no user name and no password",
  ownNetwork:
    "its address leads into a private network, which the operator can allow with DAKOR_NOTIFY_ALLOW",
  noSecret: "its secret is not set",
  badSecret: "its secret has the wrong form for its type of target",
  otherHost: "its token is for another host",
  redirects: "its address redirects: set the address that it leads to",
  noName: "the host in its address is not known (no such name, or no DNS here)",
  noConnection: "no connection to its host: is it up, and may this machine reach it?",
  noAnswer: "no answer in time",
  notTrusted:
    "no trusted encryption: its host needs a valid certificate, for the name in its address",
  notUnderstood: "its answer can't be read",
  notAllowed: "the operator of the App has not allowed this owner (DAKOR_NOTIFY_OWNERS)",
  failed: "it failed",
  leftOut: "too many messages waited: the issue has them",
  tooMany: "it asks for fewer messages at once",
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
