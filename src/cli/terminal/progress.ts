type ProgressOptions = {
  /** "Reading acme/shop#42" */
  readonly says: string;
  readonly out: Pick<NodeJS.WriteStream, "write" | "isTTY">;
  /** Milliseconds before anything is said. */
  readonly after?: number;
};

const PATIENCE = 2000;
const SECOND = 1000;

/** Says what is waited for when it takes long: on a terminal one line that counts and goes away, else a plain one. */
export async function withProgress<T>(
  work: Promise<T>,
  { says, out, after = PATIENCE }: ProgressOptions,
): Promise<T> {
  const start = performance.now();
  const isTerminal = out.isTTY;
  let ticking: NodeJS.Timeout | undefined;
  const show = (): void => {
    const seconds = Math.floor((performance.now() - start) / SECOND);
    out.write(isTerminal ? `\r${says} … ${seconds} s` : `${says} …\n`);
  };
  const waiting = setTimeout(() => {
    show();
    if (isTerminal) ticking = setInterval(show, SECOND);
  }, after);
  try {
    return await work;
  } finally {
    clearTimeout(waiting);
    clearInterval(ticking);
    if (ticking !== undefined) out.write("\r\u001B[K");
  }
}
