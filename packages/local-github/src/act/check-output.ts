import { refuse } from "../failure.ts";
import type { Json } from "../model.ts";
import { listOf, recordOf, textOf, textOrNull } from "../narrow.ts";
import { bytesIn, charactersIn, checkLength } from "../text-length.ts";

const MOST_TEXT = 65_535;
const MOST_MESSAGE = 64 * 1024;
const MOST_TITLE = 255;
const MOST_ANNOTATIONS = 50;

/** GitHub's two answers to what is too long: its schema counts characters, its database bytes. */
export function checkOutput(output: Json): void {
  checkLength("CheckRun", "title", { text: textOf(output["title"]), most: MOST_TITLE });
  for (const field of ["summary", "text"]) {
    const text = textOf(output[field]);
    const characters = charactersIn(text);
    if (characters > MOST_TEXT) {
      refuse(
        422,
        `Invalid request.\n\nOnly ${MOST_TEXT} characters are allowed; ${characters} were supplied.`,
      );
    }
    if (bytesIn(text) > MOST_TEXT) tooBig("CheckRun", field, MOST_TEXT);
  }
  const annotations = listOf(output["annotations"]).map(recordOf);
  if (annotations.length > MOST_ANNOTATIONS) {
    refuse(
      422,
      `Invalid request.\n\nNo more than ${MOST_ANNOTATIONS} items are allowed; ${annotations.length} were supplied.`,
    );
  }
  for (const annotation of annotations) {
    const title = textOf(annotation["title"]);
    checkLength("CheckAnnotation", "title", { text: title, most: MOST_TITLE });
    for (const field of ["message", "raw_details"]) {
      if (bytesIn(textOf(annotation[field])) > MOST_MESSAGE) {
        tooBig("CheckAnnotation", field, MOST_MESSAGE);
      }
    }
  }
}

function tooBig(resource: string, field: string, most: number): never {
  const message = `${field} exceeds a maximum bytesize of ${most}`;
  return refuse(422, "Validation Failed", {
    errors: [{ resource, code: "custom", field, message }],
  });
}

export function showAnnotation(annotation: Json, blob: string): Json {
  const { path, start_line, end_line, annotation_level, message } = annotation;
  return {
    path,
    blob_href: blob,
    start_line,
    end_line,
    start_column: null,
    end_column: null,
    annotation_level,
    title: textOrNull(annotation["title"]),
    message,
    raw_details: textOrNull(annotation["raw_details"]),
  };
}
