import { meanText, type Chance, type Words } from "./mean-text.ts";

const ODD: readonly [unknown, ...(readonly unknown[])] = [
  null,
  undefined,
  true,
  0,
  -1,
  1.5,
  2 ** 53,
  NaN,
  Infinity,
  "",
  "0",
  [],
  {},
  [[]],
  [null],
  { nodes: null },
  { nodes: [null] },
  { login: null },
  { nodes: [{}], pageInfo: { hasNextPage: true, endCursor: null } },
];

/** What GitHub might answer on a bad day: the right answer with some parts exchanged, missing, doubled or far too deep. */
export function meanJson(chance: Chance, right: unknown, words: Words): unknown {
  let json = right;
  for (let changes = 1 + chance.below(4); changes > 0; changes -= 1) {
    json = changed(json, chance, words);
  }
  return json;
}

function changed(value: unknown, chance: Chance, words: Words): unknown {
  const isInner = typeof value === "object" && value !== null && Object.keys(value).length > 0;
  if (!isInner || chance.oneIn(12)) return replacement(value, chance, words);
  const keys = Object.keys(value);
  const at = keys[chance.below(keys.length)];
  const entries = Object.entries(value).flatMap(([key, part]: [string, unknown]) => {
    if (key !== at) return [[key, part] as const];
    if (chance.oneIn(10)) return [];
    return [[chance.oneIn(40) ? "__proto__" : key, changed(part, chance, words)] as const];
  });
  if (!Array.isArray(value)) return Object.fromEntries(entries);
  const parts = entries.map(([, part]) => part);
  return chance.oneIn(10) ? [...parts, ...parts] : parts;
}

function replacement(value: unknown, chance: Chance, words: Words): unknown {
  if (chance.oneIn(300)) return nested(2_000, value);
  if (typeof value === "string" && chance.oneIn(2)) return meanText(chance, words);
  return chance.oneIn(8) ? [value] : chance.pick(ODD);
}

function nested(depth: number, value: unknown): unknown {
  let json = value;
  for (let level = 0; level < depth; level += 1) json = level % 2 === 0 ? [json] : { nodes: json };
  return json;
}
