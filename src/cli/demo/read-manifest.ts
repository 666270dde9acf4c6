import { readFile } from "node:fs/promises";
import { parse } from "yaml";

type Manifest = {
  readonly permissions: Readonly<Record<string, string>>;
  readonly events: readonly string[];
};

const path = new URL("../../../app.yml", import.meta.url);

/** What app.yml asks GitHub for: in the demo the App gets exactly this, no more. */
export async function readManifest(): Promise<Manifest> {
  const manifest: unknown = parse(await readFile(path, "utf8"));
  if (typeof manifest !== "object" || manifest === null) throw new Error("app.yml is empty.");
  const permissions = "default_permissions" in manifest ? manifest.default_permissions : undefined;
  const events = "default_events" in manifest ? manifest.default_events : undefined;
  return { permissions: textsByName(permissions), events: texts(events) };
}

function textsByName(value: unknown): Readonly<Record<string, string>> {
  if (typeof value !== "object" || value === null) return {};
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, level]) =>
      typeof level === "string" ? [[name, level] as const] : [],
    ),
  );
}

function texts(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((one) => typeof one === "string") : [];
}
