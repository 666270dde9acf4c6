import { readFileSync } from "node:fs";
import { DockerfileParser } from "dockerfile-ast";

export const DOCKERFILE = readFileSync(new URL("../../Dockerfile", import.meta.url), "utf8");

type Instruction = { readonly keyword: string; readonly words: readonly string[] };

/** The instructions of the last stage, which is the image. */
export function imageInstructions(): readonly Instruction[] {
  const all = DockerfileParser.parse(DOCKERFILE)
    .getInstructions()
    .map((one) => ({
      keyword: one.getKeyword(),
      words: one.getArguments().map((argument) => argument.getValue()),
    }));
  return all.slice(all.findLastIndex(({ keyword }) => keyword === "FROM"));
}

export function wordsOf(keyword: string): readonly (readonly string[])[] {
  return imageInstructions().flatMap((one) => (one.keyword === keyword ? [one.words] : []));
}
