import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { CommandName } from "../../src/core/command.ts";
import { startStage } from "./budget-stage.ts";
import type { Stage } from "./budget-stage.ts";
import type { Request } from "./count-requests.ts";

type Budget = {
  readonly line: string;
  /** Most requests until nothing is left to do, the bot's own pull requests and their webhooks included. */
  readonly requests: number;
  /** Said on an issue that is no incident yet. */
  readonly isFirst?: true;
};

/** What serving a command may cost; PULL is a merged pull request, OTHER another incident. */
const BUDGET: Readonly<Record<CommandName, Budget>> = {
  incident: { line: "/incident", requests: 4 },
} as never;

test("x", () => {});
