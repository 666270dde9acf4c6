/** The shop's repository on the morning of the story, by path. */
export const files: Readonly<Record<string, string>> = {
  "README.md": `# Shop

Everything between "I like it" and "it is on its way".

- \`src/checkout\`: basket, payment, saved cards
- \`src/catalog\`: what we sell
`,
  "src/catalog/list-products.ts": `export const products = ["tea", "cups", "honey"] as const;
`,
  "src/checkout/pay.ts": `import { readToken } from "./saved-cards.ts";

export function payWithSavedCard(token: string, cents: number): string {
  const card = readToken(token);
  return \`\${card.provider}:\${card.id}:\${cents}\`;
}
`,
  "src/checkout/saved-cards.ts": `export interface SavedCard {
  readonly provider: string;
  readonly id: string;
}

/** Tokens look like "acmepay:4711". */
export function readToken(token: string): SavedCard {
  const [provider = "", id = ""] = token.split(":");
  return { provider, id };
}
`,
  ".github/ISSUE_TEMPLATE/incident.yml": `name: Something is broken
description: For everything that customers notice. Short answers are fine.
labels: [incident]
body:
  - type: dropdown
    attributes:
      label: Severity
      options: [critical, major, minor]
  - type: textarea
    attributes:
      label: Who or what is affected?
    validations:
      required: true
  - type: textarea
    attributes:
      label: How can anyone see it fail?
  - type: textarea
    attributes:
      label: What still works?
  - type: input
    attributes:
      label: When did it start?
      placeholder: "09:42"
  - type: input
    attributes:
      label: Components
`,
  ".github/dakor.yml": `# How this team wants to be helped. Everything here has a default.
timezone: UTC
severities:
  critical:
    mention: ["@sam", "@tess"]
    update: 15m
    escalate: 10m
escalation: ["@sam"]
components:
  checkout: ["src/checkout/**"]
report:
  reviewers: [john, sam]
`,
};

export const cardsPath = "src/checkout/saved-cards.ts";

/** What broke it: the new format, and no word for the old tokens. */
export const brokenCards = `export interface SavedCard {
  readonly provider: string;
  readonly id: string;
}

/** Tokens look like "v2.acmepay.4711". */
export function readToken(token: string): SavedCard {
  const [version, provider = "", id = ""] = token.split(".");
  if (version !== "v2") throw new Error("Card refused");
  return { provider, id };
}
`;

/** The real fix: both formats. */
export const fixedCards = `export interface SavedCard {
  readonly provider: string;
  readonly id: string;
}

/** New tokens look like "v2.acmepay.4711", those from before like "acmepay:4711". */
export function readToken(token: string): SavedCard {
  const parts = token.startsWith("v2.") ? token.split(".").slice(1) : token.split(":");
  const [provider = "", id = ""] = parts;
  return { provider, id };
}
`;

/** People can only put on labels that exist; the bot makes the others when it needs them. */
export const labels = [
  { name: "incident", color: "b60205" },
  { name: "dakor:report", color: "c2e0c6" },
] as const;
