/** The story's time: it flows as ours does, and jumps forward between scenes. */
export interface StoryClock {
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Resolves when everybody who follows this clock has moved on. */
  readonly moveTo: (time: number) => Promise<void>;
  /** Is told the present distance to real time (ms), and every later one. */
  readonly follow: (follower: Follower) => Promise<void>;
}

type Follower = (offset: number) => Promise<void>;

export function createStoryClock(start: number): StoryClock {
  let offset = start - Date.now();
  let followers: readonly Follower[] = [];
  return {
    now: () => Date.now() + offset,
    moveTo: async (time) => {
      // Time never goes back: what was said stays in its order.
      offset = Math.max(offset, time - Date.now());
      await Promise.all(followers.map((follower) => follower(offset)));
    },
    follow: async (follower) => {
      followers = [...followers, follower];
      await follower(offset);
    },
  };
}

const day = 24 * 60 * 60 * 1000;

/** Midnight UTC of the next Tuesday, Wednesday or Thursday. Never in the past: GitHub would refuse an App's old JWT. */
export function nextStoryDay(now: number): number {
  const tomorrow = Math.floor(now / day) * day + day;
  const weekday = new Date(tomorrow).getUTCDay();
  const wait = [2, 1, 0, 0, 0, 4, 3][weekday] ?? 0;
  return tomorrow + wait * day;
}
