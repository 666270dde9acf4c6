import type { ConfigProblem, Wording } from "../../core/config/config.ts";
import { formatPath, readYaml } from "../../core/config/config-yaml.ts";
import type { ConfigPath } from "../../core/config/config-yaml.ts";
import { parseConfig } from "../../core/config/parse-config.ts";
import { suggest } from "../../core/command/suggest.ts";
import { SEVERITIES } from "../../core/model/fact.ts";
import type { Severity } from "../../core/model/fact.ts";
import { TOLD_KINDS } from "../../core/model/incident.ts";
import type { ToldKind } from "../../core/model/incident.ts";
import { publicText } from "../../core/notify/spoken-text.ts";
import type { PublicView, TeamView } from "../../core/notify/view.ts";
import { fillLiquid, liquidNames } from "../liquid.ts";
import type { LiquidProblem } from "../liquid.ts";
import { linesOf, MOST_TITLE } from "./render-message.ts";
import { valuesOf } from "./wording-values.ts";
import { TEAM_WORDING_NAMES, WORDING_NAMES } from "./wording.ts";

const AUDIENCES = ["team", "public"] as const;

type Template = {
  readonly audience: (typeof AUDIENCES)[number];
  readonly kind: ToldKind;
  readonly severity: Severity;
  readonly path: ConfigPath;
  readonly text: string;
};

/** What a template has wrong, in which of its lines. */
type Mistake = Pick<ConfigProblem, "expected" | "found" | "suggestion"> & {
  readonly line: number;
};

/** What is wrong with the templates of a configuration: each is filled in with an example. */
export function wordingProblems(config: string): readonly ConfigProblem[] {
  const templates = templatesIn(parseConfig(config).config.wording);
  if (templates.length === 0) return [];
  const { placeOf } = readYaml(config);
  const source = config.split("\n");
  return templates.flatMap((template) => {
    const { path } = template;
    const place = placeOf(path, "value");
    // After "|" the text begins in the next line; in quotes it has one line.
    const isBlock = /^[|>]/.test((source[place.line - 1] ?? "").slice(place.column - 1));
    return mistakesIn(template).map(({ line, ...mistake }) => ({
      line: isBlock ? place.line + line : place.line,
      column: isBlock ? 1 : place.column,
      path: formatPath(path),
      ...mistake,
    }));
  });
}

function templatesIn(wording: Wording): readonly Template[] {
  return AUDIENCES.flatMap((audience) => {
    const own = wording[audience];
    const levels = [undefined, ...SEVERITIES].flatMap((level) =>
      TOLD_KINDS.map((kind) => ({
        kind,
        severity: level ?? "major",
        path: [audience, ...(level === undefined ? [] : [level]), kind],
        text: level === undefined ? own?.[kind] : own?.[level]?.[kind],
      })),
    );
    return levels.flatMap(({ text, path, ...level }) =>
      text === undefined ? [] : [{ audience, ...level, path: ["wording", ...path], text }],
    );
  });
}

function mistakesIn({ audience, kind, severity, text }: Template): readonly Mistake[] {
  const names = liquidNames(text);
  if (!names.ok) return [unreadable(names.error)];
  const isTeam = audience === "team";
  const known = [...Object.keys(WORDING_NAMES), ...(isTeam ? Object.keys(TEAM_WORDING_NAMES) : [])];
  const unknown = names.value.filter(({ name }) => !known.includes(name));
  if (unknown.length > 0) {
    return unknown.map(({ name, line }) => {
      const suggestion = suggest(name, known);
      const isInternal = !isTeam && name in TEAM_WORDING_NAMES;
      return {
        line,
        expected: isInternal ? "a name that the public may see" : "a name that messages know",
        found: name,
        ...(suggestion === undefined ? {} : { suggestion }),
      };
    });
  }
  const filled = fillLiquid(text, valuesOf(example({ audience, kind, severity })));
  if (!filled.ok) return [unreadable(filled.error)];
  const [title = ""] = linesOf(filled.value);
  return title !== "" && title.length <= MOST_TITLE
    ? []
    : [{ line: 1, expected: `a first line of 1 to ${MOST_TITLE} characters`, found: title }];
}

function unreadable({ line = 1, message }: LiquidProblem): Mistake {
  return { line, expected: "a template in Liquid that can be filled in", found: message };
}

/** News with everything that may be known of one. */
function example({
  audience,
  kind,
  severity,
}: Pick<Template, "audience" | "kind" | "severity">): TeamView | PublicView {
  const happening = {
    kind,
    severity,
    number: 42,
    phase: "kludge",
    standing: "broken",
    components: ["checkout"],
    at: "2026-02-15T10:04:00Z",
    startedAt: "2026-02-15T09:42:00Z",
    isAgain: false,
    moment: "2026-02-15T10:04:00Z",
    promise: "2026-02-15T10:34:00Z",
    lateBy: 240,
    isDrill: false,
    timezone: "Europe/Madrid",
  } as const;
  const words = {
    summary: "Saved cards are refused",
    scope: "Customers who pay with a saved card",
    works: "New cards and PayPal",
    impact: "Saved cards are not offered",
    text: "We found the change that broke it.",
  } as const;
  if (audience === "public") {
    const told = Object.entries(words).flatMap(([name, said]) => {
      const text = publicText(said, MOST_TITLE);
      return text === undefined ? [] : [[name, text] as const];
    });
    return { audience, ...happening, ...Object.fromEntries(told) };
  }
  const kludge = { id: "K1", what: "Saved cards hidden behind the flag", pull: 124 } as const;
  return {
    audience,
    ...happening,
    ...words,
    publicText: words.text,
    repository: "acme/shop",
    url: "https://github.com/acme/shop/issues/42",
    by: "lea",
    leads: ["lea", "john"],
    kludge,
    standingKludges: [kludge],
  };
}
