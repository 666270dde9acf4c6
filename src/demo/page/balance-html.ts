const tags = /<(\/?)([a-z][a-z0-9]*)\b(?:"[^"]*"|[^">])*>/gi;
const empty = new Set(["br", "hr", "input", "img"]);

/** Closes what a body left open and drops what it closes too much, so that no body reaches beyond itself. */
export function balanceHtml(html: string): string {
  const open: string[] = [];
  const balanced = html.replace(tags, (tag: string, slash: string, written: string) => {
    const name = written.toLowerCase();
    if (empty.has(name) || tag.endsWith("/>")) return tag;
    if (slash === "") {
      open.push(name);
      return tag;
    }
    if (!open.includes(name)) return "";
    // Raw HTML may not close what Markdown opened around it.
    if (
      raw.has(name) &&
      open.findLast((one) => !raw.has(one)) !== undefined &&
      !isInnermost(open, name)
    ) {
      return "";
    }
    return closeUpTo(open, name);
  });
  return (
    balanced +
    open
      .toReversed()
      .map((name) => `</${name}>`)
      .join("")
  );
}

const raw = new Set(["details", "summary", "sub", "sup", "kbd"]);

/** Whether only raw HTML stands between here and the tag's start. */
function isInnermost(open: readonly string[], name: string): boolean {
  const inner = open.slice(open.lastIndexOf(name) + 1);
  return inner.every((one) => raw.has(one));
}

function closeUpTo(open: string[], name: string): string {
  let closed = "";
  for (;;) {
    const last = open.pop();
    if (last === undefined) return closed;
    closed += `</${last}>`;
    if (last === name) return closed;
  }
}
