/** What tess fills in, as GitHub makes an issue of it. */
export const form = {
  title: "Saved cards are refused at checkout",
  body: `### Severity

critical

### Who or what is affected?

Customers who pay with a saved card

### How can anyone see it fail?

_No response_

### What still works?

_No response_

### When did it start?

09:42

### Components

_No response_
`,
};
