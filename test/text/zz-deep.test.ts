import * as fc from "fast-check";
import "./escape.test.ts";
fc.configureGlobal({ numRuns: 60000 });
