// Loading these takes as long as the rest of the start: the first look does it, when webhooks are heard already.
export { runIssue } from "../../github/run-issue.ts";
export { runPage } from "../../github/run-page.ts";
export { runPull } from "../../github/run-pull.ts";
export { recheckAsked, recheckGroup, recheckOne } from "../../github/check/recheck-one.ts";
export { lookAtPush } from "../../github/check/recheck-push.ts";
export { recheckAll } from "../../github/check/recheck.ts";
export { reportBoardProblem } from "../../github/write/report-board-problem.ts";
