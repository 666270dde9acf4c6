import { TEXT_PARSERS } from "./text-parsers.ts";
import { describeFuzz } from "./describe-fuzz.ts";

describeFuzz(TEXT_PARSERS);
