import { refuse } from "./failure.ts";

/** As GitHub counts characters: an emoji is one. */
export function charactersIn(text: string): number {
  return Array.from(text).length;
}

export function bytesIn(text: string): number {
  return Buffer.byteLength(text);
}

/** A 422 in the words of its models: "Title is too long (maximum is 256 characters)". */
export function checkLength(
  resource: string,
  field: string,
  { text, most }: { readonly text: string; readonly most: number },
): void {
  if (charactersIn(text) <= most) return;
  const message = `${field} is too long (maximum is ${most} characters)`;
  refuse(422, "Validation Failed", { errors: [{ resource, code: "custom", field, message }] });
}
