import { failure } from "../client/failure.ts";
import type { GitHub } from "../client/github.ts";
import { at, count } from "../client/narrow.ts";

/** The number of a public App; that of Actions is another one on each Enterprise Server. */
export async function readAppId(github: GitHub, slug: string): Promise<number> {
  try {
    const { data } = await github.request("GET /apps/{app_slug}", { app_slug: slug });
    return count(at(data, "id"));
  } catch (thrown) {
    throw failure(`read the App ${slug}`, thrown);
  }
}
