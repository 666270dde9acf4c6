import { CONFIG_PATH, DEFAULT_CONFIG } from "../../core/config/config.ts";
import { COMMANDS, ruleOf } from "../../core/command/command.ts";
import type { CommandName } from "../../core/command/command.ts";
import { PHASES, PHASE_ORDER } from "../../core/model/phase.ts";
import type { Phase } from "../../core/model/phase.ts";
import { PHASE_TITLES } from "../board/ask.ts";
import { code } from "../markdown/escape.ts";

/** Every command by the step that it serves, from the same table that the parser reads. */
export function renderHelp(): string {
  const { permission, gate } = DEFAULT_CONFIG;
  return [
    "A command is a line of its own that starts with `/`. One comment can hold several.",
    ...PHASE_ORDER.map((step) =>
      [`**${PHASE_TITLES[step]}:** ${PHASES[step].question}`, "", ...entries(step)].join("\n"),
    ),
    ["**At any time**", "", ...entries(undefined)].join("\n"),
    `Commands count from people who have the role under \`permission\` in ${code(CONFIG_PATH)}, or more; what is marked as **gate** takes the one under \`gate.permission\`. Where the file is silent: ${permission}, and ${gate.permission} for the gate.`,
    "`/dakor name` works for every command, too. Times and durations are read as people write them: `10:40`, `9:42am`, `15:20 CET`, `yesterday 14:00`, `15m ago`; `10m`, `1h30m`, `90 minutes`.",
  ].join("\n\n");
}

function entries(step: Phase | undefined): readonly string[] {
  return names()
    .filter((name) => ruleOf(name).step === step)
    .map((name) => {
      const { usage, help, role, gated, aliases = [] } = ruleOf(name);
      const also = aliases
        .slice(0, 2)
        .map((alias) => code(`/${alias}`))
        .join(", ");
      const gate = gated === undefined ? "" : `; **gate:** ${gated}`;
      const who = role === "gate.permission" ? "; **gate**" : gate;
      return `- ${code(usage)} ${help}${also === "" ? "" : ` (also ${also})`}${who}`;
    });
}

function names(): readonly CommandName[] {
  return Object.keys(COMMANDS).filter((name): name is CommandName => Object.hasOwn(COMMANDS, name));
}
