import type { WrongPart } from "./config-problem.ts";
import type { ConfigPath } from "./config-yaml.ts";
import type { ConfigProblem } from "./config.ts";
import { EXPECTED } from "./schema-part.ts";

/** What is a secret by its look: whoever has it can write there. */
const SECRETS = [
  String.raw`hooks\.slack(?:-gov)?\.com/(?:services|workflows|triggers)/[^\s"']+`,
  String.raw`discord(?:app)?\.com/api/(?:v\d+/)?webhooks/[^\s"']+`,
  String.raw`xox[a-z]-[\w-]{6,}`,
  String.raw`xapp-[\w-]{6,}`,
  String.raw`whsec_[\w+/=-]{4,}`,
  String.raw`webhook\.office\.com/webhookb2/[^\s"']+`,
  String.raw`chat\.googleapis\.com/v1/spaces/[^\s"']+`,
  // A password in an address; a signature, key or token at its end.
  String.raw`[a-z][a-z\d+.-]{0,20}://[^\s/?#"'@]{0,200}:[^\s/"'@]{1,300}@`,
  String.raw`[?&](?:sig|key|token|secret|auth|password|access_token)=[^\s"'&]{4,}`,
  String.raw`gh[opsur]_\w{20,}`,
  String.raw`github_pat_\w{20,}`,
  String.raw`\btk_[a-z\d]{29}`,
  String.raw`-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----`,
] as const;

const SECRET = new RegExp(SECRETS.join("|"), "i");
/** Every part of a text that looks like one. */
export const EVERY_SECRET = new RegExp(SECRET, "gi");
const HIDDEN = "(not shown: it may be a secret)";
const LEAKED = "a secret (not shown). If it was pushed, it is known: make a new one";
const MOST_TOLD = 20;

/** What belongs where it stands. */
const PLACES: Readonly<Record<string, string>> = {
  secret: EXPECTED.secret,
  url: EXPECTED.address,
};

/** Each value that is one, or holds one. */
export function literalSecretsIn(value: unknown, path: ConfigPath): readonly WrongPart[] {
  if (typeof value === "string") {
    if (value.search(SECRET) < 0) return [];
    const [section, , place = ""] = path;
    const expected = (section === "notify" && PLACES[place]) || EXPECTED.noSecret;
    return [{ path, part: "value", expected, found: LEAKED }];
  }
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, part]) =>
    literalSecretsIn(part, [...path, Array.isArray(value) ? Number(name) : name]),
  );
}

/** Says so also of those in comments and in what is no YAML; whoever reads of a mistake doesn't read the secret. */
export function withLiteralSecrets(
  problems: readonly ConfigProblem[],
  text: string,
): readonly ConfigProblem[] {
  const lines = text.split("\n");
  const told = new Set(problems.filter(({ found }) => found === LEAKED).map(({ line }) => line));
  const others = lines.flatMap((words, index): readonly ConfigProblem[] => {
    const column = words.search(SECRET) + 1;
    const line = index + 1;
    if (column === 0 || told.has(line)) return [];
    return [{ line, column, path: "", expected: EXPECTED.noSecret, found: LEAKED }];
  });
  return [
    ...problems.map((problem) => withoutSecret(problem, lines[problem.line - 1] ?? "")),
    ...others.slice(0, MOST_TOLD),
  ];
}

/** What should have been a secret's name may be a secret of any look. */
function withoutSecret(problem: ConfigProblem, line: string): ConfigProblem {
  const { suggestion, ...rest } = problem;
  const { path, found, expected } = rest;
  const isSecret = path === "" ? /\bsecret\b/.test(line) : /^notify\.[^.]+\.secret$/.test(path);
  if (isSecret && found !== "nothing" && found !== LEAKED) return { ...rest, found: HIDDEN };
  return {
    ...rest,
    path: hidden(path),
    found: found.search(SECRET) < 0 ? found : HIDDEN,
    expected: hidden(expected),
    ...(suggestion === undefined ? {} : { suggestion: hidden(suggestion) }),
  };
}

function hidden(text: string): string {
  return text.replaceAll(EVERY_SECRET, HIDDEN);
}
