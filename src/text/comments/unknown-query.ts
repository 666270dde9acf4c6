/** GitHub doesn't know what it is asked: waiting or asking again doesn't help. `words`: GitHub's own. */
export function unknownQuery(words: string): string {
  return `an update of dakor is needed, GitHub does not understand this version's question and did nothing (${words.replace(/\.$/, "")}). Needs github.com, or GitHub Enterprise Server 3.14 or newer`;
}
