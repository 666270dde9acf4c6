/** Milliseconds of this process' own time that the longest turn of the event loop took. */
export async function longestTurn<T>(
  run: () => Promise<T>,
): Promise<{ readonly answer: T; readonly blocked: number }> {
  let blocked = 0;
  let last = process.cpuUsage().user;
  let isOver = false;
  const look = (): void => {
    const now = process.cpuUsage().user;
    blocked = Math.max(blocked, (now - last) / 1000);
    last = now;
    if (!isOver) setImmediate(look);
  };
  setImmediate(look);
  const answer = await run();
  look();
  isOver = true;
  return { answer, blocked };
}
