import { WRITERS } from "./writers.ts";
import { describeFuzz } from "./describe-fuzz.ts";

describeFuzz(WRITERS);
