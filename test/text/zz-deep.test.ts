import * as fc from "fast-check";
import "./escape.test.ts";
import "./report-merge.test.ts";
fc.configureGlobal({ numRuns: 20000 });
