import { isRecord } from "./narrow.ts";

/** An answer that GitHub gives instead of the wished one, in the words of both APIs. */
export interface Failure {
  readonly status: number;
  readonly message: string;
  /** GraphQL's `errors[].type`. */
  readonly type: string;
  readonly errors?: readonly unknown[];
}

const typeOfStatus: Readonly<Record<number, string>> = {
  401: "UNAUTHENTICATED",
  403: "FORBIDDEN",
  404: "NOT_FOUND",
};

const failureMark = Symbol("failure");

export function refuse(status: number, message: string, more: Partial<Failure> = {}): never {
  const failure: Failure = {
    status,
    message,
    type: typeOfStatus[status] ?? "UNPROCESSABLE",
    ...more,
  };
  throw Object.assign(new Error(message), { [failureMark]: failure });
}

/** A 422 about one field, as GitHub's validation words it. */
export function refuseField(resource: string, field: string, code: string): never {
  return refuse(422, "Validation Failed", { errors: [{ resource, field, code }] });
}

export function failureOf(error: unknown): Failure | undefined {
  if (!(error instanceof Error) || !(failureMark in error)) return undefined;
  const failure: unknown = error[failureMark];
  if (!isFailure(failure)) return undefined;
  return failure;
}

function isFailure(value: unknown): value is Failure {
  return isRecord(value) && typeof value["status"] === "number";
}
