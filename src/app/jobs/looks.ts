// Loading these takes as long as the rest of the start: the first look does it, when webhooks are heard already.
export { runIssue } from "../../github/run-issue.ts";
export { runPage } from "../../github/run-page.ts";
export { runPull } from "../../github/run-pull.ts";
export { renewAsked, renewGroup, renewOne } from "../../github/check/renew-one.ts";
export { lookAtPush } from "../../github/check/renew-push.ts";
export { renewChecks } from "../../github/check/renew.ts";
export { tellTrouble } from "../../github/write/tell-trouble.ts";
