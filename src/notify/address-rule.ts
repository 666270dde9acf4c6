import { BlockList, isIP } from "node:net";
import { err, ok, type Result } from "../core/model/result.ts";

/** Which addresses may be told something. */
export type AddressRule = {
  /** Of an address, as a name was resolved to it. */
  readonly isAllowed: (address: string) => boolean;
  /** Of a name or address, as it stands in a URL: what is refused here isn't even resolved. */
  readonly mayResolve: (host: string) => boolean;
};

type Subnet = readonly [address: string, bits: number];

/**
 * Ranges that lead nowhere, into the operator's own network, or to what a cloud tells its machines: IANA's special-purpose registries.
 * Of IPv6 only 2000::/3 is given out; what isn't, and what carries an IPv4 address inside, is refused as a whole.
 */
const REFUSED: readonly Subnet[] = [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["168.63.129.16", 32],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.0.2.0", 24],
  ["192.88.99.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["198.51.100.0", 24],
  ["203.0.113.0", 24],
  ["224.0.0.0", 3],
  ["::", 3],
  ["2001::", 23],
  ["2001:db8::", 32],
  ["2002::", 16],
  ["3fff::", 20],
  ["4000::", 2],
  ["8000::", 1],
];

/** Names of this machine and this network. */
const OWN_NAME = /(?:^|\.)(?:localhost|localdomain|local|internal|intranet|lan|home\.arpa)$/;

/** `allow`: the operator's exceptions, as "10.1.0.0/16, fd00::/8". With any, names of the network are asked for their addresses too. */
export function readAddressRule(allow = ""): Result<AddressRule, string> {
  const words = allow.split(/[\s,]+/).filter((word) => word !== "");
  const subnets = words.map(readSubnet);
  const wrong = words.find((_, index) => subnets[index] === undefined);
  if (wrong !== undefined) {
    return err(`expected ranges such as 10.1.0.0/16, not ${JSON.stringify(wrong)}`);
  }
  const refused = listOf(REFUSED);
  const allowed = listOf(subnets.filter((subnet) => subnet !== undefined));
  const isAllowed = (address: string): boolean => {
    const plain = withoutMapping(address);
    if (isIP(plain) === 0 || plain.includes("%")) return false;
    return isIn(allowed, plain) || !isIn(refused, plain);
  };
  return ok({
    isAllowed,
    mayResolve: (host) => {
      const name = bare(host);
      return isIP(name) === 0 ? words.length > 0 || isPublicName(name) : isAllowed(name);
    },
  });
}

/** As it stands in a URL: without brackets, and without the dot that ends a name's search. */
export function bare(host: string): string {
  return host
    .toLowerCase()
    .replace(/^\[(.*)\]$/, "$1")
    .replace(/\.+$/, "");
}

/** A name without a dot is looked for in the own network. */
function isPublicName(name: string): boolean {
  return name.includes(".") && !OWN_NAME.test(name);
}

function readSubnet(word: string): Subnet | undefined {
  const [, address = "", bits = ""] = /^([^/]+)\/(\d{1,3})$/.exec(word) ?? [];
  const most = { 0: -1, 4: 32, 6: 128 }[isIP(address)] ?? -1;
  return bits !== "" && Number(bits) <= most ? [address, Number(bits)] : undefined;
}

/** One for each family: a list takes an IPv4 address for the IPv6 address that it is mapped to, and finds it in "::/3". */
type Subnets = Readonly<Record<"ipv4" | "ipv6", BlockList>>;

function listOf(subnets: readonly Subnet[]): Subnets {
  const lists = { ipv4: new BlockList(), ipv6: new BlockList() };
  for (const [address, bits] of subnets) {
    const family = familyOf(address);
    lists[family].addSubnet(address, bits, family);
  }
  return lists;
}

function isIn(lists: Subnets, address: string): boolean {
  const family = familyOf(address);
  return lists[family].check(address, family);
}

function familyOf(address: string): "ipv4" | "ipv6" {
  return isIP(address) === 4 ? "ipv4" : "ipv6";
}

/** ::ffff:127.0.0.1, also as ::ffff:7f00:1, is 127.0.0.1. */
function withoutMapping(address: string): string {
  if (isIP(address) !== 6 || address.includes("%")) return address;
  const { hostname } = new URL(`http://[${address}]`);
  const [, words] = /^\[::ffff:([\da-f]+:[\da-f]+)\]$/.exec(hostname) ?? [];
  if (words === undefined) return address;
  const number = words.split(":").map((word) => Number.parseInt(word, 16));
  return number.flatMap((word) => [word >> 8, word & 255]).join(".");
}
