import * as fc from "fast-check";
import "./report-merge.test.ts";
import "./report-path.test.ts";
import "./report.test.ts";
import "./escape.test.ts";
fc.configureGlobal({ numRuns: 20000 });
