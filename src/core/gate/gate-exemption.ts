import type { GateFiles, GateInput } from "./gate-input.ts";
import type { Incident } from "../model/incident.ts";
import type { Kludge } from "../model/kludge.ts";
import type { Vouch } from "../model/timeline.ts";
import { isRevert, revertDoubt } from "./revert.ts";
import type { RevertDoubt } from "./revert.ts";
import type { Pull } from "../model/snapshot.ts";
import type { Instant } from "../time/time.ts";
import { defined } from "../model/defined.ts";

/** Why an incident lets a pull request through that touches its paths. */
export type Exemption =
  | { readonly reason: "linked_kludge"; readonly kludge: string; readonly by: string }
  | { readonly reason: "linked_fix"; readonly by: string }
  | {
      readonly reason: "overridden";
      readonly by: string;
      readonly because: string;
      readonly until?: Instant;
    };

type Question = {
  readonly incident: Incident;
  readonly input: GateInput;
  readonly listed: GateFiles;
};

/** Facts exempt, not names: an override by somebody who may, a verified rollback, or a trusted link. */
export function exemptionOf(question: Question): Exemption | undefined {
  return overrideOf(question) ?? kludgeOf(question) ?? fixOf(question);
}

/** Whether somebody let just this commit through. What GitHub saw only afterwards they can't have looked at. */
function isFor({ head, at }: Vouch, { pull, headSeenAt }: GateInput): boolean {
  if (head === undefined || head === "" || !pull.headOid.startsWith(head)) return false;
  return headSeenAt === undefined || headSeenAt < at;
}

/** Bound to the head that it was given for; the newest that still counts. */
function overrideOf({ incident, input }: Question): Exemption | undefined {
  const { pull, now } = input;
  const given = incident.overrides.findLast(
    (override) =>
      override.pull === pull.number && isFor(override, input) && (override.until ?? "9") > now,
  );
  if (given === undefined) return undefined;
  const { by, because, until } = given;
  return { reason: "overridden", by, because, ...defined({ until }) };
}

function kludgeOf(question: Question): Exemption | undefined {
  const { incident, input } = question;
  const linked = incident.kludges.filter((kludge) => isLinked(kludge, input.pull));
  const vouched = linked.find((known) => isVouchedFor(known, input));
  const kludge = vouched ?? (isVerifiedRevert(question) ? linked[0] : undefined);
  return (
    kludge && { reason: "linked_kludge", kludge: kludge.id, by: vouched?.vouched?.by ?? kludge.by }
  );
}

/** What was withdrawn lets nothing through any more. */
function isLinked(kludge: Kludge, pull: Pull): boolean {
  if (kludge.state === "withdrawn") return false;
  return kludge.pull === pull.number || kludge.undonePull === pull.number;
}

/** Kludges that exempt a pull request only if its files prove that it takes back what it says. */
export function mustVerify(incident: Incident, input: GateInput): boolean {
  return incident.kludges.some(
    (kludge) => isLinked(kludge, input.pull) && !isVouchedFor(kludge, input),
  );
}

/** Somebody who might has named just this pull request, as it is now; what it says of itself is nobody's word. */
function isVouchedFor({ pull, vouched }: Kludge, input: GateInput): boolean {
  return pull === input.pull.number && vouched !== undefined && isFor(vouched, input);
}

/** The files prove it, whoever says so. */
function isVerifiedRevert({ input, listed }: Question): boolean {
  const { files, isComplete, reverted } = listed;
  const isKnown = reverted !== undefined && isComplete && files.length > 0;
  return isKnown && isRevert(input.pull) && revertDoubt(listed) === undefined;
}

/** Why what would be exempt as a revert isn't one. */
export function doubtOf({ incident, input, listed }: Question): RevertDoubt | undefined {
  return mustVerify(incident, input) ? revertDoubt(listed) : undefined;
}

function fixOf({ incident, input }: Question): Exemption | undefined {
  const by = incident.fixes.find(
    ({ pull, vouched }) =>
      pull === input.pull.number && vouched !== undefined && isFor(vouched, input),
  )?.vouched?.by;
  return by === undefined ? undefined : { reason: "linked_fix", by };
}

/** Who let an earlier head of it through, or one that nobody knows. */
export function lapsedOf({
  incident,
  input,
}: Pick<Question, "incident" | "input">): Vouch | undefined {
  const { pull } = input;
  const linked = [...incident.kludges, ...incident.fixes].flatMap((one) =>
    one.pull === pull.number ? (one.vouched ?? []) : [],
  );
  const given = [...linked, ...incident.overrides.filter((one) => one.pull === pull.number)];
  return given
    .toSorted((one, other) => (one.at < other.at ? -1 : 1))
    .findLast((one) => !isFor(one, input));
}
