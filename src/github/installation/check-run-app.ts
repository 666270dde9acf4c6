import { failure } from "../client/failure.ts";
import type { GitHub } from "../client/github.ts";
import { at, count, text } from "../client/narrow.ts";

type OwnApp = {
  readonly id: number;
  /** Its bot's login without "[bot]". */
  readonly slug: string;
};

/** Who this App is. Needs the App's own token. */
export async function readOwnApp(github: GitHub): Promise<OwnApp> {
  try {
    const { data } = await github.request("GET /app", {});
    const [id, slug] = [count(at(data, "id")), text(at(data, "slug"))];
    if (id === 0 || slug === "") throw new Error("GitHub doesn't tell who this App is.");
    return { id, slug };
  } catch (thrown) {
    throw failure("read who this App is", thrown);
  }
}
