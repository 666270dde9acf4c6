const tags = /<(\/?)([a-z][a-z0-9]*)\b((?:"[^"]*"|[^">])*)>/gi;
const attributes = /([^\s="'/]+)(?:="([^"]*)")?/g;
const empty = new Set(["br", "hr", "input"]);

/** Every element that rendered Markdown may have, with its attributes. */
const harmless: Readonly<Record<string, string>> = {
  a: "href",
  div: "class",
  input: "checked disabled type",
  line: "x1 x2 y1 y2",
  ol: "start",
  p: "class",
  rect: "class x y width height rx",
  span: "class",
  svg: "class width height role aria-label",
  td: "align",
  text: "class x y",
  th: "align",
  tspan: "class dx",
  ...Object.fromEntries(
    "blockquote br code del details em h1 h2 h3 h4 h5 h6 hr kbd li pre strong sub summary sup table tbody thead tr ul"
      .split(" ")
      .map((name) => [name, ""]),
  ),
};

/** What is wrong with the nesting of a piece of HTML. */
export function nestingProblems(html: string): readonly string[] {
  const problems: string[] = [];
  const open: string[] = [];
  if (html.replace(tags, "").includes("<")) problems.push("a stray <");
  for (const [tag, slash, written = ""] of html.matchAll(tags)) {
    const name = written.toLowerCase();
    if (slash === "/") {
      const last = open.pop();
      if (last !== name) problems.push(`</${name}> closes ${last ?? "nothing"}`);
    } else if (!empty.has(name) && !tag.endsWith("/>")) {
      open.push(name);
    }
  }
  return [...problems, ...open.map((name) => `${name} is never closed`)];
}

/** What could do harm, or reach beyond itself, in rendered Markdown. */
export function harmIn(html: string): readonly string[] {
  const found = [...html.matchAll(tags)].flatMap(([tag, slash, written = "", given = ""]) => {
    const allowed = harmless[written.toLowerCase()];
    if (allowed === undefined) return [tag];
    if (slash === "/") return [];
    return [...given.matchAll(attributes)].flatMap(([, name = "", value = ""]) => {
      const isSafe = name !== "href" || /^(?:#|https?:\/\/|mailto:)/.test(value);
      return isSafe && allowed.split(" ").includes(name) ? [] : [tag];
    });
  });
  return [...found, ...nestingProblems(html)];
}

export function elementsIn(html: string): ReadonlySet<string> {
  return new Set([...html.matchAll(tags)].map(([, , name = ""]) => name.toLowerCase()));
}
