import { query } from "../github/client/query.ts";
import type { GitHub } from "../github/client/github.ts";
import { leanClient } from "../github/client/lean-client.ts";
import { groupQuestion, pullQuestion } from "../github/gate/gate-question.ts";
import { readEvent } from "./event.ts";
import type { Judged } from "./event.ts";
import type { ActionContext } from "./context.ts";

export type Asked = Pick<ActionContext, "inputs" | "place"> & {
  readonly judged: Judged;
  readonly github: GitHub;
  /** The answer to the first question. */
  readonly first: Promise<unknown>;
};

/** What is to be judged, with its first question on its way. It throws where a person must change something. */
export function askGate({ inputs, place, event, payload, ...api }: ActionContext): Asked {
  const judged = readEvent(event, payload, inputs);
  const { token, timeout } = inputs;
  const github = leanClient({ ...api, token, timeout, userAgent: "dakor-action" });
  const question =
    judged.kind === "pull"
      ? pullQuestion({ ...place, number: judged.number })
      : groupQuestion({ ...place, ...judged });
  const first = query(github, question);
  // Whoever judges hears of its failure.
  first.catch(() => undefined);
  return { inputs, place, judged, github, first };
}
