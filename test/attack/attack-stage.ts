import { listOf, parseJson, recordOf, textOf } from "@dakor/local-github/narrow";
import { gateStage } from "../app/gate-stage.ts";
import type { GateStage } from "../app/gate-stage.ts";

export type AttackStage = GateStage & {
  /** A request of somebody's own, as any client would send it: "PATCH /issues/1". */
  readonly api: (login: string, request: string, body?: unknown) => Promise<unknown>;
  /** What the check on a pull request's head says: "failure", "success" or "" while there is none. */
  readonly verdict: (pull: number) => Promise<string>;
  readonly labels: (issue: number) => Promise<readonly string[]>;
  /** Every label, taken off by somebody. */
  readonly strip: (login: string, issue: number) => Promise<void>;
  /** Lets seconds pass, and the App come to rest. */
  readonly wait: (seconds: number) => Promise<void>;
};

/** A repository with the App, and people who mean it no good: kim and john may write, tess triages, zoe reads. */
export async function attackStage(): Promise<AttackStage> {
  const stage = await gateStage();
  const { clock, github } = stage;
  const api: AttackStage["api"] = async (login, request, body) => {
    const [method = "GET", path = ""] = request.split(" ");
    const response = await fetch(`${github.url}/api/v3/repos/acme/shop${path}`, {
      method,
      headers: { authorization: `Bearer ${github.tokenOf(login)}` },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return text === "" ? undefined : parseJson(text);
  };
  const labels: AttackStage["labels"] = async (issue) =>
    listOf(recordOf(await api("lea", `GET /issues/${issue}`))["labels"]).map((label) =>
      textOf(recordOf(label)["name"]),
    );
  return {
    ...stage,
    api,
    labels,
    verdict: async (pull) => (await stage.checkOf(pull))?.conclusion ?? "",
    strip: async (login, issue) => {
      for (const label of await labels(issue)) {
        await api(login, `DELETE /issues/${issue}/labels/${encodeURIComponent(label)}`);
      }
    },
    wait: async (seconds) => {
      clock.jump(clock.now() + seconds * 1000);
      await stage.settle();
    },
  };
}
