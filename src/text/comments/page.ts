import type { CommentContent } from "../../core/plan/effect.ts";
import { withPull } from "../../core/command/page-command.ts";
import type { ParsedLine } from "../../core/command/parsed-command.ts";
import { correctedLines } from "./corrected-line.ts";
import { fence, listed, person } from "../markdown/escape.ts";

type PageContent = Extract<CommentContent, { readonly kind: "page" }>;

/** Asks on a pull request's page on which incident a command is to count, with the line to paste there. */
export function renderPage({ to, pull, incidents, lines }: PageContent): string {
  const [only, ...others] = incidents.map((number) => `#${number}`);
  if (only === undefined) {
    return `Nothing has changed, ${person(to)}: commands count on an incident, and this pull request has to do with none that goes on. If it should, please say it on the incident, with \`#${pull}\`.`;
  }
  const isOne = others.length === 0;
  return [
    isOne
      ? `Nothing has changed yet, ${person(to)}: this was read too late to say when it was meant.`
      : `Nothing has changed yet, ${person(to)}: this pull request has to do with ${listed([only, ...others])}. Which one do you mean?`,
    isOne ? `If it still holds, please say it on the incident, ${only}:` : "Please say it there:",
    fence(lines.map((line) => pastedLine(line, pull)).join("\n")),
  ].join("\n\n");
}

function pastedLine(line: ParsedLine, pull: number): string {
  if (line.type === "problem") return correctedLines(line.problem)[0] ?? line.problem.line;
  const { name, because, line: typed } = line.command;
  const isUnfounded = name === "override" && because === undefined;
  return `${withPull(line, typed, pull)}${isUnfounded ? " because <reason>" : ""}`;
}
