/** A body that is being read, and of which nobody knows yet who signed it. */
type HeldBody = {
  /** Has it so many bytes more. Others may have to give way for them, and this one as well. */
  readonly grow: (bytes: number) => void;
  readonly release: () => void;
};

type BodyBudget = {
  /** `give` is called when it has to give way: nothing of it may be kept then. */
  readonly hold: (address: string, give: () => void) => HeldBody;
};

type BodyLimits = {
  /** Bytes of all bodies together, and of those from one address. What lies between them is left for others. */
  readonly together: number;
  readonly address: number;
};

type Entry = { readonly address: string; readonly give: () => void; bytes: number };

/**
 * What arrives in time is never refused because of what doesn't: when there is no room, the oldest body gives way, of
 * the address that holds the most. GitHub's bodies arrive at once and are gone; only who holds on to one is ever old.
 */
export function createBodyBudget({ together, address: perAddress }: BodyLimits): BodyBudget {
  // The oldest first.
  const entries = new Set<Entry>();
  const byAddress = new Map<string, number>();
  let held = 0;

  function count(entry: Entry, bytes: number): void {
    entry.bytes += bytes;
    held += bytes;
    const left = (byAddress.get(entry.address) ?? 0) + bytes;
    if (left > 0) byAddress.set(entry.address, left);
    else byAddress.delete(entry.address);
  }

  function drop(entry: Entry): void {
    if (!entries.delete(entry)) return;
    count(entry, -entry.bytes);
  }

  function makeRoom(address: string): void {
    const crowded = (byAddress.get(address) ?? 0) > perAddress ? address : undefined;
    const giving = crowded ?? (held > together ? largest(byAddress) : undefined);
    if (giving === undefined) return;
    for (const entry of entries) {
      if (entry.address !== giving || entry.bytes === 0) continue;
      drop(entry);
      entry.give();
      return makeRoom(address);
    }
  }

  return {
    hold: (address, give) => {
      const entry: Entry = { address, give, bytes: 0 };
      entries.add(entry);
      return {
        grow: (bytes) => {
          if (!entries.has(entry)) return;
          count(entry, bytes);
          makeRoom(address);
        },
        release: () => drop(entry),
      };
    },
  };
}

function largest(byAddress: ReadonlyMap<string, number>): string {
  let found = "";
  for (const [address, bytes] of byAddress) {
    if (bytes > (byAddress.get(found) ?? 0)) found = address;
  }
  return found;
}
