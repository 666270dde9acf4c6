import { lookup, type LookupAddress } from "node:dns";
import { connect, isIP, type LookupFunction, type Socket } from "node:net";
import { promisify } from "node:util";
import type { Outcome } from "../text/notify/message.ts";
import { DELIVERY_WHY } from "../text/notify/delivery-why.ts";
import { bare, type AddressRule } from "./address-rule.ts";

/** How targets are reached. */
export type Network = {
  readonly rule: AddressRule;
  readonly resolve: (host: string) => Promise<readonly LookupAddress[]>;
  readonly limits: NetworkLimits;
};

type NetworkLimits = {
  /** Milliseconds until there is a connection. */
  readonly connect: number;
  /** Milliseconds for an exchange over HTTP, from its name to the end of its answer. */
  readonly total: number;
  /** Bytes of an answer that are read. */
  readonly answer: number;
  /** Milliseconds for a mail: until the greeting, without a word, in all. */
  readonly greeting: number;
  readonly silence: number;
  readonly mail: number;
};

export const NETWORK_LIMITS: NetworkLimits = {
  connect: 10_000,
  total: 15_000,
  answer: 65_536,
  greeting: 10_000,
  silence: 30_000,
  mail: 60_000,
};

/** On a slow line an address is not given up after the quarter second that Node gives it. */
const EACH_ADDRESS = 2_500;

export function openNetwork(rule: AddressRule): Network {
  const all = promisify(lookup);
  return {
    rule,
    resolve: (host) => all(host, { all: true, order: "verbatim" }),
    limits: NETWORK_LIMITS,
  };
}

/** Why nothing was sent, or nobody knows whether it was. */
type Unreached = Error & { readonly outcome: Outcome };

/** An outcome to throw. */
export function unreached(kind: "retry" | "refused", why: string): Unreached {
  return Object.assign(new Error(why), { outcome: { kind, why } as const });
}

function isUnreached(thrown: unknown): thrown is Unreached {
  return thrown instanceof Error && "outcome" in thrown;
}

type Pinned = {
  readonly lookup: LookupFunction;
  readonly autoSelectFamilyAttemptTimeout: number;
};

/**
 * What to connect with so that exactly the addresses are reached that were checked: a name that is asked for again may lead
 * elsewhere. One bad address among good ones is enough to refuse the name.
 */
export async function pinned(host: string, { rule, resolve }: Network): Promise<Pinned> {
  const name = bare(host);
  if (!rule.mayResolve(name)) throw unreached("refused", DELIVERY_WHY.ownNetwork);
  const addresses =
    isIP(name) === 0 ? await resolve(name) : [{ address: name, family: isIP(name) }];
  if (!addresses.every(({ address }) => rule.isAllowed(address))) {
    throw unreached("refused", DELIVERY_WHY.ownNetwork);
  }
  const [first] = addresses;
  if (first === undefined) throw unreached("retry", DELIVERY_WHY.noName);
  return {
    lookup: (_, { all }, done) => {
      if (all === true) done(null, [...addresses]);
      else done(null, first.address, first.family);
    },
    autoSelectFamilyAttemptTimeout: EACH_ADDRESS,
  };
}

/** An open line, for what doesn't speak HTTP. */
export async function openSocket(host: string, port: number, network: Network): Promise<Socket> {
  const line = await pinned(host, network);
  return new Promise((resolve, reject) => {
    const socket = connect({ host: bare(host), port, ...line });
    const timer = setTimeout(
      () => socket.destroy(unreached("retry", DELIVERY_WHY.noConnection)),
      network.limits.connect,
    );
    socket.once("close", () => clearTimeout(timer));
    socket.once("error", reject);
    socket.once("connect", () => {
      clearTimeout(timer);
      socket.off("error", reject);
      resolve(socket);
    });
  });
}

/** Time that runs: `late` rejects when it is over, unless it was stopped before. */
export function startTime(milliseconds: number): {
  readonly late: Promise<never>;
  readonly stop: () => void;
} {
  const end = new AbortController();
  const late = new Promise<never>((_, reject) => {
    const over = (): void => reject(unreached("retry", DELIVERY_WHY.noAnswer));
    const timer = setTimeout(over, milliseconds);
    end.signal.addEventListener("abort", () => clearTimeout(timer));
  });
  return { late, stop: () => end.abort() };
}

/** URL.parse is newer than the oldest Node that the command line runs on. */
export function parseUrl(text: string): URL | undefined {
  return URL.canParse(text) ? new URL(text) : undefined;
}

const CODES: readonly (readonly [RegExp, string])[] = [
  [/^(?:ENOTFOUND|EAI_|EDNS)/, DELIVERY_WHY.noName],
  [
    /^(?:CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO|ERR_TLS|ERR_SSL|ETLS|EPROTO$)/,
    DELIVERY_WHY.notTrusted,
  ],
  [/^(?:ABORT_ERR|ETIMEDOUT)/, DELIVERY_WHY.noAnswer],
];

/** What went wrong on the way may pass, and is tried again. What has no code is a mistake of ours, and thrown on. */
export function outcomeOfFailure(thrown: unknown): Outcome {
  if (isUnreached(thrown)) return thrown.outcome;
  if (!(thrown instanceof Error) || !("code" in thrown)) throw thrown;
  const code = String(thrown.code);
  const [, why = DELIVERY_WHY.noConnection] = CODES.find(([form]) => form.test(code)) ?? [];
  return { kind: "retry", why };
}
