import type { Database } from "./database.ts";
import { nextJob, type KeyState } from "./decide.ts";
import type { StatementName } from "./key-table.ts";
import type { Job } from "./queue.ts";

/** One run of one key by this process. */
export type Claim = {
  /** The database's number of the run: whoever comes with an older one has lost the key. */
  readonly run: string;
  readonly job: Job;
  /** How many runs before this one lost their workers, since the last that ended. */
  readonly lost: number;
};

/** How this process holds keys. */
export type Claims = {
  /** Of those whose time has come, the ones that wait for longest. */
  readonly takeDue: (most: number) => Promise<readonly Claim[]>;
  /** Of those whose workers gave no sign of life. */
  readonly takeLost: (most: number) => Promise<readonly Claim[]>;
  /** Says that these runs are alive; gives back those that are still ours. */
  readonly touch: (claims: readonly Claim[]) => Promise<readonly Claim[]>;
  /** Lets somebody else run it. */
  readonly release: (claim: Claim) => Promise<void>;
  /** In how many ms the next key's time comes. */
  readonly nextIn: () => Promise<number>;
  /** What `decide` makes of the key is kept, undefined being nothing. False: somebody else has the key. */
  readonly settle: (claim: Claim, decide: DecideState) => Promise<boolean>;
};

/** `now` is the database's. */
type DecideState = (state: KeyState, now: number) => KeyState | undefined;

type Row = Readonly<Record<string, unknown>>;

export function claimsOf(database: Database, sql: Readonly<Record<StatementName, string>>): Claims {
  async function take(statement: string, most: number): Promise<readonly Claim[]> {
    const rows = await database.query(statement, [most]);
    return rows.map(claimOf);
  }

  return {
    takeDue: (most) => take(sql.takeDue, most),
    takeLost: (most) => take(sql.takeLost, most),
    touch: async (claims) => {
      if (claims.length === 0) return [];
      const keys = claims.map(({ job }) => job.key);
      const rows = await database.query(sql.touch, [keys, claims.map(({ run }) => run)]);
      const held = new Set(rows.map((row) => String(row["run"])));
      return claims.filter(({ run }) => held.has(run));
    },
    release: async ({ job, run }) => {
      await database.query(sql.release, [job.key, run]);
    },
    nextIn: async () => {
      const [row] = await database.query(sql.nextIn, []);
      return Number(row?.["wait"] ?? Infinity);
    },
    settle: ({ job, run }, decide) =>
      database.transaction(async (query) => {
        const [row] = await query(sql.lock, [job.key, run]);
        if (row === undefined) return false;
        const next = decide(stateOf(row), Number(row["now"]));
        if (next === undefined) await query(sql.remove, [job.key, run]);
        else {
          const { reasons, due, heldUntil, failures, error } = next;
          await query(sql.put, [job.key, run, reasons, due, heldUntil, failures, error]);
        }
        return true;
      }),
  };
}

function claimOf(row: Row): Claim {
  const lost = Number(row["lost"]);
  const { reasons, failures } = { reasons: textsOf(row), failures: Number(row["failures"]) };
  return {
    run: String(row["run"]),
    job: nextJob(String(row["key"]), { reasons, failures }, lost),
    lost,
  };
}

function stateOf(row: Row): KeyState {
  return {
    reasons: textsOf(row),
    due: Number(row["due"]),
    heldUntil: Number(row["heldUntil"]),
    failures: Number(row["failures"]),
    error: String(row["error"]),
  };
}

function textsOf({ reasons }: Row): readonly string[] {
  return Array.isArray(reasons) ? reasons.map(String) : [];
}
