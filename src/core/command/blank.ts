/** What an offered line leaves open: it stands in angle brackets, and a line that still has it is not obeyed. */
const BLANKS = [
  "<reason>",
  "<time>",
  "<10m>",
  "<number>",
  "<#number>",
  "<@user>",
  "<user>",
  "<K1>",
  "<news>",
  "<name>",
  "<folder>",
  "<words>",
  "<phase>",
  "<severity>",
  "<what is broken>",
  "<what happened>",
  "<what to do>",
  "<what to tell>",
  "<what you know>",
  "<what you do>",
  "<what you did>",
  "<what users notice>",
  "<what caused it>",
  "<what still works>",
  "<who or what is affected>",
  "<how to see it>",
  "<where and how>",
] as const;

/** The first blank that a line has not filled in. */
export function blankIn(line: string): string | undefined {
  if (!line.includes("<")) return undefined;
  const words = line.toLowerCase();
  return BLANKS.find((blank) => words.includes(blank.toLowerCase()));
}
