/** Whether a request changes something: it must never be sent twice, and not too soon after another. */
export function isWrite(route: string): boolean {
  return !route.startsWith("GET ");
}

export function isMutation(query: string): boolean {
  return /^\s*mutation\b/.test(query);
}
