import { failure } from "../client/failure.ts";
import type { GitHub } from "../client/github.ts";
import { at, count, text } from "../client/narrow.ts";
import { requestData } from "../client/query.ts";

type OwnApp = {
  readonly id: number;
  /** Its bot's login without "[bot]". */
  readonly slug: string;
};

/** Who this App is. Needs the App's own token. */
export async function readOwnApp(github: GitHub): Promise<OwnApp> {
  const operation = "read who this App is";
  const data = await requestData(github, operation, { route: "GET /app", parameters: {} });
  const [id, slug] = [count(at(data, "id")), text(at(data, "slug"))];
  if (id === 0 || slug === "") throw failure(operation, new Error("GitHub doesn't tell it."));
  return { id, slug };
}

/** The number of a public App; that of Actions is another one on each Enterprise Server. */
export async function readAppId(github: GitHub, slug: string): Promise<number> {
  const data = await requestData(github, `read the App ${slug}`, {
    route: "GET /apps/{app_slug}",
    parameters: { app_slug: slug },
  });
  return count(at(data, "id"));
}
