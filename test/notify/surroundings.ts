import { isIP } from "node:net";
import { readAddressRule, type AddressRule } from "../../src/notify/address-rule.ts";
import { NETWORK_LIMITS, type Network } from "../../src/notify/network.ts";

type Surroundings = {
  /** The operator's exceptions; without any, the world's rule. */
  readonly allow?: string;
  /** What names lead to, or one answer after the other; every name without one leads to the loopback. */
  readonly leads?: readonly (readonly string[])[];
  readonly limits?: Partial<Network["limits"]>;
};

/** A network in which the tests say where names lead. */
export function networkWith({
  allow = "",
  leads,
  limits = {},
}: Surroundings): Network & { readonly asked: readonly string[] } {
  const asked: string[] = [];
  return {
    rule: ruleOf(allow),
    resolve: async (host) => {
      const addresses =
        leads === undefined ? ["127.0.0.1"] : leads[Math.min(asked.length, leads.length - 1)];
      asked.push(host);
      return (addresses ?? []).map((address) => ({ address, family: isIP(address) }));
    },
    limits: { ...NETWORK_LIMITS, ...limits },
    asked,
  };
}

export function ruleOf(allow: string): AddressRule {
  const rule = readAddressRule(allow);
  if (!rule.ok) throw new Error(rule.error);
  return rule.value;
}

/** The loopback is the operator's own. */
export const LOOPBACK = "127.0.0.0/8";
