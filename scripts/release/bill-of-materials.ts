import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { at, list, record, text } from "../../src/github/client/narrow.ts";

const DEVELOPMENT = "cdx:npm:package:development";
/** Development packages that the Action's bundle brings along. */
const BUNDLED: ReadonlySet<string> = new Set(["@actions/core"]);

/**
 * Every package that runs in production, in the format of CycloneDX. npm's own --omit=dev also leaves out what tests
 * use too, such as yaml; so npm lists all of them, and those that are only for development are taken out here.
 */
export async function billOfMaterials(root: string): Promise<string> {
  const words = ["sbom", "--package-lock-only", "--sbom-format=cyclonedx"];
  const options = { cwd: root, maxBuffer: 64 * 1024 * 1024 };
  const { stdout } = await promisify(execFile)("npm", words, options);
  const bill = record(JSON.parse(stdout));
  const components = list(bill["components"]).filter(
    (one) => BUNDLED.has(nameOf(one)) || !isForDevelopment(one),
  );
  const kept = new Set(components.map((one) => text(at(one, "bom-ref"))));
  const own = record(at(bill, "metadata", "component"));
  const dependencies = list(bill["dependencies"])
    .filter((one) => kept.has(text(at(one, "ref"))) || at(one, "ref") === own["bom-ref"])
    .map((one) => ({
      ...record(one),
      dependsOn: list(at(one, "dependsOn")).filter((ref) => kept.has(text(ref))),
    }));
  // npm calls it by the name of its folder.
  const metadata = { ...record(bill["metadata"]), component: { ...own, name: "dakor" } };
  return `${JSON.stringify({ ...bill, metadata, components, dependencies }, undefined, 2)}\n`;
}

function nameOf(component: unknown): string {
  return [at(component, "group"), at(component, "name")].filter(Boolean).join("/");
}

function isForDevelopment(component: unknown): boolean {
  return list(at(component, "properties")).some((one) => at(one, "name") === DEVELOPMENT);
}
