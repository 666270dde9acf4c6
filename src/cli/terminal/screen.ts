import { styleText } from "node:util";

type Ink = Parameters<typeof styleText>[0];

export type Screen = {
  readonly line: (text?: string) => void;
  /** Colours where standard output is a terminal that wants them (NO_COLOR, FORCE_COLOR). */
  readonly paint: (ink: Ink, text: string) => string;
  readonly columns: number;
};

export function createScreen(out: NodeJS.WriteStream): Screen {
  const isColoured = out.isTTY ? out.hasColors() : Boolean(process.env["FORCE_COLOR"]);
  return {
    line: (text = "") => {
      out.write(`${text}\n`);
    },
    paint: (ink, text) => (isColoured ? styleText(ink, text, { validateStream: false }) : text),
    columns: Math.min(Math.max(out.columns ?? 80, 60), 110),
  };
}
