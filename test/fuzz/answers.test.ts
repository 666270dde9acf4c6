import { ANSWER_PARSERS } from "./answer-parsers.ts";
import { describeFuzz } from "./describe-fuzz.ts";

describeFuzz(ANSWER_PARSERS);
