import { createInterface } from "node:readline/promises";
import { wrongUse } from "../exit-code.ts";

export type Ask = {
  /** Enter alone is `usual`. */
  readonly question: (text: string, usual: boolean) => Promise<boolean>;
  readonly close: () => void;
};

/** Questions to whoever sits at the terminal. Without one there is nobody to ask: `instead` says what to type. */
export function askPerson(instead: string): Ask {
  if (!process.stdin.isTTY || !process.stdout.isTTY) {
    throw wrongUse(`There is no terminal to ask at. ${instead}`);
  }
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  // Ctrl-C and Ctrl-D, while a question is open and after it.
  const left = new Promise<never>((_, reject) => {
    terminal.once("close", () => reject(wrongUse("\nStopped: nothing more is written.")));
  });
  left.catch(() => undefined);
  return {
    question: async (text, usual) => {
      const asking = terminal.question(`${text} [${usual ? "Y/n" : "y/N"}] `);
      const answer = await Promise.race([asking.catch(() => left), left]);
      const word = answer.trim().toLowerCase();
      return word === "" ? usual : word === "y" || word === "yes";
    },
    close: () => terminal.close(),
  };
}
