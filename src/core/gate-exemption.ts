import { hasRole } from "./authority.ts";
import type { GateFiles, GateInput } from "./gate-input.ts";
import type { Incident, Kludge } from "./incident.ts";
import { isRevert } from "./revert.ts";
import type { Pull } from "./snapshot.ts";
import type { Instant } from "./time.ts";

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

/** Bound to the head that it was given for; the newest that still counts. */
function overrideOf({ incident, input }: Question): Exemption | undefined {
  const { pull, headSeenAt, now, roles, config } = input;
  const given = incident.overrides.findLast(
    (override) =>
      override.pull === pull.number &&
      override.at >= headSeenAt &&
      (override.until ?? "9") > now &&
      hasRole(override.by, config.config.gate.permission, roles),
  );
  if (given === undefined) return undefined;
  const { by, because, until } = given;
  return { reason: "overridden", by, because, ...(until === undefined ? {} : { until }) };
}

function kludgeOf(question: Question): Exemption | undefined {
  const { incident, input } = question;
  const linked = incident.kludges.filter((kludge) => isLinked(kludge, input.pull));
  const kludge =
    linked.find((known) => isVouchedFor(known, input)) ??
    (isVerifiedRevert(question) ? linked[0] : undefined);
  return kludge && { reason: "linked_kludge", kludge: kludge.id, by: kludge.by };
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

/**
 * Somebody with the role has named just this pull request. Not so where the pull request came into the kludge by
 * what it says of itself: it names the incident, or says that it reverts what `/rollback` or a kludge is about.
 */
function isVouchedFor(kludge: Kludge, { pull, roles, config }: GateInput): boolean {
  return (
    kludge.pull === pull.number &&
    kludge.rollbackOf === undefined &&
    kludge.source !== pull.id &&
    hasRole(kludge.by, config.config.gate.permission, roles)
  );
}

/** A revert touches nothing but files of what it reverts. */
function isVerifiedRevert({ input, listed }: Question): boolean {
  const { reverted } = listed;
  if (reverted === undefined || !listed.isComplete || !isRevert(input.pull)) return false;
  const known = new Set(reverted);
  return (
    listed.files.length > 0 &&
    listed.files.every(
      ({ path, previousPath }) =>
        known.has(path) && (previousPath === undefined || known.has(previousPath)),
    )
  );
}

function fixOf({ incident, input }: Question): Exemption | undefined {
  const { pull, roles, config } = input;
  const fix = incident.fixes.find(
    (known) =>
      known.pull === pull.number && hasRole(known.by, config.config.gate.permission, roles),
  );
  return fix === undefined ? undefined : { reason: "linked_fix", by: fix.by };
}
