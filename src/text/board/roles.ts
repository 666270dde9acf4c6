import type { Config } from "../../core/config/config.ts";

/** What somebody needs to have for a command to count. */
export const ROLES: Readonly<Record<Config["permission"], string>> = {
  write: "write access",
  triage: "the triage role or more",
};
