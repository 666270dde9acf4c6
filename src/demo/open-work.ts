import type { PersonApi } from "./person-api.ts";
import type { FileChange } from "./propose-changes.ts";
import type { PersonName } from "./people.ts";

/** What the others are at that morning: fifty branches, and then a pull request for each. */
export async function pushWork(as: (person: PersonName) => PersonApi): Promise<void> {
  for (const person of ["nico", "john", "lea"] as const) {
    await as(person).pushAll(work().filter(({ by }) => by === person));
  }
}

/** In their order, so that everybody knows their numbers; neighbours of one person at once. */
export async function openWork(as: (person: PersonName) => PersonApi): Promise<void> {
  let group: readonly Work[] = [];
  for (const one of work()) {
    const [first] = group;
    if (first !== undefined && first.by !== one.by) {
      await as(first.by).openAll(group);
      group = [];
    }
    group = [...group, one];
  }
  const [last] = group;
  if (last !== undefined) await as(last.by).openAll(group);
}

/** Where the three lie among the fifty. */
export const atCheckout = [
  {
    place: 6,
    by: "nico",
    path: "src/checkout/pay.ts",
    message: "Round the total to whole cents",
    text: "export const round = (cents: number): number => Math.round(cents);\n",
  },
  {
    place: 22,
    by: "john",
    path: "src/checkout/saved-cards.ts",
    message: "Show the brand of a saved card",
    text: "export const brands = ['visa', 'mastercard'] as const;\n",
  },
  {
    place: 41,
    by: "nico",
    path: "src/checkout/texts.ts",
    message: "Say “Card declined” in plain words",
    text: "export const declined = 'Your bank said no. Please try another card.';\n",
  },
] as const;

const languages =
  "Bulgarian Catalan Croatian Czech Danish Dutch Estonian Finnish French German Greek Hungarian Icelandic Irish Italian Latvian".split(
    " ",
  );
const teas =
  "Assam Ceylon Darjeeling Earl Genmaicha Gunpowder Hojicha Jasmine Keemun Lapsang Matcha Oolong Rooibos Sencha Yunnan Mate".split(
    " ",
  );
const cups =
  "amber azure beige black blue bronze coral cream emerald gold green grey indigo ivory jade".split(
    " ",
  );

interface Work extends FileChange {
  readonly by: PersonName;
}

type Change = Omit<Work, "branch">;

function work(): readonly Work[] {
  const others = [
    ...languages.map((name) => small("nico", `src/texts/${name.toLowerCase()}.ts`, name)),
    ...teas.map((name) =>
      small("john", `src/catalog/teas/${name.toLowerCase()}.ts`, `${name} tea`),
    ),
    ...cups.map((name) => small("lea", `src/catalog/cups/${name}.ts`, `${name} cups`)),
  ];
  return atCheckout
    .reduce<readonly Change[]>((all, { place, ...one }) => all.toSpliced(place, 0, one), others)
    .map((one, index) => ({ ...one, branch: `work-${index + 1}` }));
}

function small(by: PersonName, path: string, name: string): Change {
  return {
    by,
    path,
    message: `Add ${name}`,
    text: `export const name = ${JSON.stringify(name)};\n`,
  };
}
