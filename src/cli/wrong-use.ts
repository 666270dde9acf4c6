/** Something that only the person at the keyboard can put right: it ends with the exit code for that. */
type WrongUse = Error & { readonly isWrongUse: true };

export function wrongUse(message: string): WrongUse {
  return Object.assign(new Error(message), { isWrongUse: true as const });
}

export function isWrongUse(thrown: unknown): thrown is WrongUse {
  return thrown instanceof Error && "isWrongUse" in thrown;
}
