/** Which installations GitHub asked to wait; one limit holds back all their keys, not only the one that met it. */
export type LimitGate = {
  /** Ms since 1970. */
  readonly close: (installation: number, until: number) => void;
  readonly closedUntil: (installation: number, now: number) => number | undefined;
};

export function limitGate(): LimitGate {
  const closed = new Map<number, number>();
  return {
    close: (installation, until) => {
      closed.set(installation, Math.max(until, closed.get(installation) ?? 0));
    },
    closedUntil: (installation, now) => {
      const until = closed.get(installation);
      if (until === undefined || until > now) return until;
      closed.delete(installation);
      return undefined;
    },
  };
}
