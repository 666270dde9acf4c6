import type { AskedRevert } from "../src/text/write.ts";

export const ASKED: AskedRevert = {
  issue: "I_42",
  by: "john",
  kludge: "K1",
  source: "IC_1",
  pull: 12,
  url: "https://github.com/acme/shop/pull/12",
  branch: "main",
};
