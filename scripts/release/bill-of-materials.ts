import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { bundleAction, packageFolders } from "../bundle/build-bundle.ts";
import { bundleCli } from "../bundle/bundle-cli.ts";
import { at, list, record, text } from "../../src/github/client/narrow.ts";

const DEVELOPMENT = "cdx:npm:package:development";
/**
 * Every package that runs in production, or is in a bundle, in the format of CycloneDX. npm's own --omit=dev also leaves out what tests
 * use too, such as yaml; so npm lists all of them, and those that are only for development are taken out here.
 */
export async function billOfMaterials(root: string): Promise<string> {
  const words = ["sbom", "--package-lock-only", "--sbom-format=cyclonedx"];
  const options = { cwd: root, maxBuffer: 64 * 1024 * 1024 };
  const { stdout } = await promisify(execFile)("npm", words, options);
  const bill = record(JSON.parse(stdout));
  const bundled = await bundledPackages(root);
  const components = list(bill["components"]).filter(
    (one) => bundled.has(packageOf(one)) || !isForDevelopment(one),
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

/** As "name@version". */
async function bundledPackages(root: string): Promise<ReadonlySet<string>> {
  const bundles = [await bundleAction(), await bundleCli()];
  const folders = packageFolders(bundles.flatMap(({ modules }) => modules));
  const packages = [...folders].map(async (folder) =>
    packageOf(JSON.parse(await readFile(join(root, folder, "package.json"), "utf8"))),
  );
  return new Set(await Promise.all(packages));
}

/** Of a component, or of a `package.json`. */
function packageOf(about: unknown): string {
  const name = [at(about, "group"), at(about, "name")].filter(Boolean).join("/");
  return `${name}@${text(at(about, "version"))}`;
}

function isForDevelopment(component: unknown): boolean {
  return list(at(component, "properties")).some((one) => at(one, "name") === DEVELOPMENT);
}
