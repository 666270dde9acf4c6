type NamedPeople = { readonly rest: string; readonly people: readonly string[] };

const LOGIN = String.raw`@([a-z\d][\w-]{0,63})`;
const FIRST_PERSON = new RegExp(
  String.raw`^(?:(?:over )?to\s+)?${LOGIN}(?![\w/[-])[,:;.!]?(?:\s+(?:and|&|\+)(?=\s+@))?\s*`,
  "i",
);
const LAST_PERSON = new RegExp(
  String.raw`(?:(?<!\S)(?:and|&|\+)[ \t]+)?(?<!\S)${LOGIN}[.,;!]?$`,
  "i",
);

/** "@lea -> @john": whoever goes stands first, and is not meant. */
const LEAVING = new RegExp(
  String.raw`^(?:(?:from\s+)?${LOGIN}\s*(?:[-=–—]*>|→|to\s)\s*|is\s+|[-=–—]*>\s*|→\s*)(?=@)`,
  "i",
);

/** Longer than any name, so that long texts cost nothing. */
const TAIL = 320;
const MOST_PEOPLE = 20;

/** The people whom a text names at its beginning, or else at its end. */
export function peelPeople(text: string): NamedPeople {
  const first = peelPerson(text.replace(LEAVING, ""), FIRST_PERSON);
  return first.people.length > 0 ? first : peelPerson(text, LAST_PERSON);
}

function peelPerson(text: string, pattern: RegExp): NamedPeople {
  const people = new Map<string, string>();
  let rest = text;
  for (let turn = 0; turn < MOST_PEOPLE; turn += 1) {
    const isLast = pattern === LAST_PERSON;
    const part = isLast ? rest.slice(-TAIL) : rest.slice(0, TAIL);
    const match = pattern.exec(part);
    if (match?.[1] === undefined) break;
    const login = match[1];
    if (!people.has(login.toLowerCase())) people.set(login.toLowerCase(), login);
    rest = isLast
      ? rest.slice(0, rest.length - (part.length - match.index)).trimEnd()
      : rest.slice(match[0].length);
  }
  return {
    rest,
    people: pattern === LAST_PERSON ? [...people.values()].toReversed() : [...people.values()],
  };
}
