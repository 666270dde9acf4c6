/** What a command leaves with. The reference and each command's help take their words from here. */
export const EXIT_CODES = {
  done: { code: 0, says: "done, and nothing is wrong" },
  found: { code: 1, says: "something is wrong, held, or failed" },
  usage: { code: 2, says: "typed wrong, or something that only you can set is missing" },
  unread: { code: 3, says: "GitHub can't be reached, or doesn't show it to this token" },
} as const satisfies Readonly<Record<string, { readonly code: number; readonly says: string }>>;

export type ExitName = keyof typeof EXIT_CODES;

/** Something that only the person at the keyboard can put right: it ends with the exit code for that. */
type WrongUse = Error & { readonly isWrongUse: true };

export function exitCode(name: ExitName): number {
  return EXIT_CODES[name].code;
}

export function wrongUse(message: string): WrongUse {
  return Object.assign(new Error(message), { isWrongUse: true as const });
}

export function isWrongUse(thrown: unknown): thrown is WrongUse {
  return thrown instanceof Error && "isWrongUse" in thrown;
}
