import type { Role } from "@dakor/local-github";

/** Who plays in the story, and what they are to the shop. */
export const people = {
  tess: { role: "write", is: "support" },
  lea: { role: "maintain", is: "on call" },
  john: { role: "write", is: "checkout team" },
  nico: { role: "write", is: "mobile team" },
  sam: { role: "admin", is: "head of product" },
  mia: { role: "none", is: "a customer" },
} as const satisfies Readonly<Record<string, { readonly role: Role; readonly is: string }>>;

export type PersonName = keyof typeof people;

export const cast: readonly { readonly login: string; readonly role: Role }[] = Object.entries(
  people,
).map(([login, { role }]) => ({ login, role }));

export const owner = "acme";
export const repo = "shop";
export const bot = "dakor";
