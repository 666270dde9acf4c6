import { toJsonSchema } from "@valibot/to-json-schema";
import type { JsonSchema, OverrideActionContext } from "@valibot/to-json-schema";
import { configSchema } from "../../src/core/config/config-schema.ts";
import { EXPECTED } from "../../src/core/config/schema-part.ts";
import { parse } from "yaml";
import { TARGET_PLACES, TARGET_TYPES } from "../../src/core/config/notify-target.ts";
import type { TargetRule } from "../../src/core/config/notify-target.ts";
import { DURATION } from "../../src/core/time/duration.ts";
import { reportFrontSchema } from "../../src/core/report/report-front.ts";
import { configKeys } from "./config-keys.ts";
import { CONFIG_WORDS } from "./config-words.ts";

/** What editors check the configuration with. */
export function configJsonSchema(): JsonSchema {
  const schema = emptiable(converted(configSchema));
  for (const [key, expected] of configKeys()) {
    const [value = "", words = ""] = CONFIG_WORDS[key] ?? [];
    const present = at(schema, key);
    Object.assign(present, {
      description: `${words}: ${expected}`,
      default: parse(value) as unknown,
      ...(expected === EXPECTED.duration ? { pattern: DURATION.source } : {}),
    });
  }
  return { ...schema, title: "DAKOR's configuration, .github/dakor.yml" };
}

/** The same for what stands at the top of a report. */
export function reportJsonSchema(): JsonSchema {
  return { ...converted(reportFrontSchema), title: "The front matter of a DAKOR report" };
}

function converted(schema: Parameters<typeof toJsonSchema>[0]): JsonSchema {
  return toJsonSchema(schema, { typeMode: "input", overrideAction });
}

/** Patterns in JSON Schema are Unicode's already; what only code can check is left to `dakor lint`. */
function overrideAction({ valibotAction, jsonSchema }: OverrideActionContext): JsonSchema | null {
  if (valibotAction.type === "check") return jsonSchema;
  if (valibotAction.type === "raw_check") return { ...jsonSchema, ...targetPlaces() };
  if (!("requirement" in valibotAction)) return null;
  const { requirement } = valibotAction;
  return requirement instanceof RegExp ? { ...jsonSchema, pattern: requirement.source } : null;
}

/** A target has a type, and the places of its type and no others; what is for the public is nothing internal. */
function targetPlaces(): JsonSchema {
  const entries: readonly (readonly [string, TargetRule])[] = Object.entries(TARGET_TYPES);
  return {
    required: ["type"],
    not: {
      required: ["audience", "internal"],
      properties: { audience: { const: "public" }, internal: { const: true } },
    },
    allOf: entries.map(([type, { needs, takes }]) => ({
      if: { required: ["type"], properties: { type: { const: type } } },
      // oxlint-disable-next-line unicorn/no-thenable -- JSON Schema calls it so
      then: {
        required: [...needs],
        properties: Object.fromEntries([
          ...(needs.includes("to") ? [["to", { type: "array", minItems: 1 }] as const] : []),
          ...TARGET_PLACES.filter((place) => ![...needs, ...takes].includes(place)).map((place) => [
            place,
            false,
          ]),
        ]),
      },
    })),
  };
}

/** A name with nothing after it is as good as left out. */
function emptiable(schema: JsonSchema): JsonSchema {
  const properties = Object.entries(schema.properties ?? {}).map(([name, part]) => {
    if (typeof part === "boolean") return [name, part] as const;
    const inner = emptiable(part);
    const { type, enum: choices } = inner;
    if (typeof type !== "string") return [name, inner] as const;
    const named = choices === undefined ? {} : { enum: [...choices, null] };
    return [name, { ...inner, ...named, type: [type, "null" as const] }] as const;
  });
  return properties.length === 0
    ? schema
    : { ...schema, properties: Object.fromEntries(properties) };
}

function at(schema: JsonSchema, key: string): JsonSchema {
  return key.split(".").reduce((section, name) => {
    const part = section.properties?.[name];
    if (typeof part === "object") return part;
    throw new Error(`The schema has no ${key}.`);
  }, schema);
}
