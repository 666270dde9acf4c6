/** What others may use; everything else in this package is its own. */
export { startLocalGitHub } from "./start-local-github.ts";
export type { FormIssue, LocalGitHub, LocalGitHubOptions } from "./start-local-github.ts";
export type { ApiRequest, Exchange, Fault, FaultHook } from "./serve.ts";
export type { Deliver, Delivery, DeliveryDecision } from "./relay.ts";
export type { Json, Permissions, Role } from "./model.ts";
