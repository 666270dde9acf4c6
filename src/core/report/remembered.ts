/** The same function, which remembers its last answers: for what costs milliseconds and is asked for several times. */
export function remembered<T>(ask: (text: string) => T, most: number): (text: string) => T {
  const answers = new Map<string, { readonly answer: T }>();
  return (text) => {
    const known = answers.get(text);
    if (known !== undefined) return known.answer;
    const answer = ask(text);
    answers.set(text, { answer });
    for (const old of answers.keys()) {
      if (answers.size <= most) break;
      answers.delete(old);
    }
    return answer;
  };
}
