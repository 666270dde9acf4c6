type Defined<T> = { readonly [K in keyof T]?: Exclude<T[K], undefined> };

/** The same fields but for the undefined ones: `{ until: undefined, text: "" }` becomes `{ text: "" }`. */
export function defined<const T extends object>(fields: T): Defined<T>;
export function defined(fields: object): object {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}
