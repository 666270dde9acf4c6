import { NETWORK_LIMITS } from "../../src/notify/network.ts";
import { LONGEST_WAIT } from "../../src/notify/outcome.ts";
import { PATIENCE, RATES } from "../../src/notify/pace.ts";
import { table } from "./markdown-table.ts";

const seconds = (milliseconds: number): string => `${milliseconds / 1000} s`;

/** How often each type of target is told something. */
export function targetRates(): string {
  return table(
    ["target", "messages to one place", "source"],
    Object.entries(RATES).map(([type, { most, per, source }]) => [
      `\`${type}\``,
      most === 1 ? `one in ${seconds(per)}` : `${most} in ${seconds(per)}`,
      source,
    ]),
  );
}

/** How long anything may take there, and how much of an answer is read. */
export function targetLimits(): string {
  const { connect, total, answer, greeting, silence, mail } = NETWORK_LIMITS;
  return table(
    ["what", "limit", "what happens with more"],
    [
      ["a message's turn", seconds(PATIENCE), "it is sent later, by another run"],
      ["until there is a connection", seconds(connect), "it is tried again later"],
      ["a message over HTTPS, from the name to the answer's end", seconds(total), "the same"],
      ["a target's answer", `${answer / 1024} KiB`, "the rest is not read; its status counts"],
      ["a mail server's greeting", seconds(greeting), "it is tried again later"],
      ["a mail server's silence", seconds(silence), "the same"],
      ["a mail in all", seconds(mail), "the same"],
      ["what a target asks to wait for", `${LONGEST_WAIT / 3_600_000} h`, "it is tried after that"],
    ],
  );
}
