import { globSync, readFileSync } from "node:fs";
import { Ajv } from "ajv";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { SETTINGS } from "../../src/app/environment.ts";
import { at, isRecord, list, record, text } from "../../src/github/client/narrow.ts";

const FOLDER = new URL("../../deploy/kubernetes/", import.meta.url);
const files = globSync("*.yaml", { cwd: FOLDER.pathname })
  .toSorted()
  .map((name) => ({
    name,
    json: record(parse(readFileSync(new URL(name, FOLDER), "utf8"))),
  }));

const schemas = record(
  JSON.parse(readFileSync(new URL("kubernetes-schemas.json", import.meta.url), "utf8")),
);
/** Kubernetes' own descriptions, to which whatever they don't name is wrong, as for `kubectl apply --validate=strict`. */
const ajv = new Ajv({ strict: false, validateFormats: false, allErrors: true });
ajv.addSchema({ $id: "kubernetes", components: { schemas: record(strict(schemas)) } });

function strict(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(strict);
  if (!isRecord(value)) return value;
  const inner = Object.fromEntries(
    Object.entries(value).map(([key, one]) => [
      key,
      key === "$ref" ? `kubernetes${text(one)}` : strict(one),
    ]),
  );
  return isRecord(value["properties"]) && value["type"] === "object"
    ? { ...inner, additionalProperties: false }
    : inner;
}

function problemsOf(json: unknown): readonly string[] {
  const version = text(at(json, "apiVersion"));
  const group = version.includes("/") ? version.replace("/", ".") : `core.${version}`;
  const name = `io.k8s.api.${group}.${text(at(json, "kind"))}`;
  const check = ajv.getSchema(`kubernetes#/components/schemas/${name}`);
  if (check === undefined) return [`nobody knows ${name}`];
  return check(json)
    ? []
    : (check.errors ?? []).map(({ instancePath, message }) => `${instancePath}: ${message}`);
}

test.each(files)("Kubernetes takes $name", ({ json }) => {
  expect(problemsOf(json)).toEqual([]);
});

const of = (kind: string): unknown => files.find(({ json }) => json["kind"] === kind)?.json;
const deployment = of("Deployment");
const pod = at(deployment, "spec", "template", "spec");
const container = record(list(at(pod, "containers"))[0]);

describe("the validation finds", () => {
  test.each<readonly [string, string]>([
    ["replicas: 2", "replicas: two"],
    ["replicas: 2", "replica: 2"],
    ["readOnlyRootFilesystem", "readonlyRootFilesystem"],
    ["kind: Deployment", "kind: Deploiment"],
    ["              path: /readyz", "              paths: /readyz"],
  ])("%s turned into %s", (from, to) => {
    const good = readFileSync(new URL("deployment.yaml", FOLDER), "utf8");
    expect(good).toContain(from);
    expect(problemsOf(parse(good.replace(from, to)))).not.toEqual([]);
  });
});

test("two replicas, of which one may be away", () => {
  expect(at(deployment, "spec", "replicas")).toBe(2);
  expect(at(of("PodDisruptionBudget"), "spec", "minAvailable")).toBe(1);
  const labels = at(deployment, "spec", "template", "metadata", "labels");
  const chosen = [
    at(deployment, "spec", "selector", "matchLabels"),
    at(of("PodDisruptionBudget"), "spec", "selector", "matchLabels"),
    at(of("Service"), "spec", "selector"),
  ];
  expect(chosen).toEqual([labels, labels, labels]);
});

test("each replica may do and write nothing", () => {
  expect(at(pod, "automountServiceAccountToken")).toBe(false);
  expect(at(pod, "securityContext")).toMatchObject({ runAsNonRoot: true });
  expect(container["securityContext"]).toEqual({
    allowPrivilegeEscalation: false,
    readOnlyRootFilesystem: true,
    capabilities: { drop: ["ALL"] },
  });
  expect(Object.keys(record(at(container, "resources", "limits")))).toEqual(["memory"]);
  expect(Number(at(pod, "terminationGracePeriodSeconds"))).toBeGreaterThanOrEqual(30);
});

test("it is asked on the paths and ports that it has", () => {
  const ports = Object.fromEntries(
    list(container["ports"]).map((port) => [text(at(port, "name")), at(port, "containerPort")]),
  );
  expect(ports).toEqual({
    webhooks: Number(SETTINGS.PORT.default),
    metrics: Number(SETTINGS.METRICS_PORT.default),
  });
  const asks = ["startupProbe", "livenessProbe", "readinessProbe"].map((name) => [
    at(container, name, "httpGet", "path"),
    at(container, name, "httpGet", "port"),
  ]);
  expect(asks).toEqual([
    ["/healthz", "webhooks"],
    ["/healthz", "webhooks"],
    ["/readyz", "webhooks"],
  ]);
  expect(at(list(at(of("Service"), "spec", "ports"))[0], "targetPort")).toBe("webhooks");
  const names = list(container["env"]).map((one) => text(at(one, "name")));
  expect(names.filter((name) => !(name in SETTINGS))).toEqual([]);
});
