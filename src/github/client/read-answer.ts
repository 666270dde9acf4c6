import type { Response } from "./github.ts";
import { at, isRecord } from "./narrow.ts";

/** As Octokit has it; `data` is undefined where it is no JSON. */
export type Answer = Response & { readonly headers: Readonly<Record<string, unknown>> };

/** GitHub's own words, without the address of a manual that Octokit adds. */
export function refused(answer: Answer): Error {
  const said = at(answer.data, "message");
  const message = typeof said === "string" ? said : `GitHub answered with HTTP ${answer.status}`;
  return refusal(message, answer);
}

export function noJson(answer: Answer): Error {
  return refusal("GitHub's answer is no JSON", { ...answer, status: 500 });
}

/** The data of a GraphQL answer that is whole; anything else is thrown as Octokit throws it. */
export function graphqlData({ data, headers }: Answer): unknown {
  const errors = at(data, "errors");
  if (Array.isArray(errors) && errors.length > 0) {
    const message = "GitHub could not answer all of the request";
    throw Object.assign(new Error(message), { errors, data: at(data, "data"), headers });
  }
  const found = at(data, "data");
  if (!isRecord(found)) {
    throw refusal("GitHub's answer has no data", { status: 500, headers, data });
  }
  return found;
}

export function parsed(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return value;
  } catch {
    return undefined;
  }
}

function refusal(message: string, answer: Answer): Error {
  return Object.assign(new Error(message), { status: answer.status, response: answer });
}
