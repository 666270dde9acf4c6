import { globSync, readFileSync } from "node:fs";
import { posix } from "node:path";
import { fileURLToPath } from "node:url";

// Every link inside the built site leads to a file that is there, and to a heading that is on it.
const cwd = fileURLToPath(new URL("dist", import.meta.url));
const base = process.env["SITE_BASE"] ?? "/";
const files = new Set(globSync("**/*.*", { cwd }));
const texts = new Map(
  [...files]
    .filter((file) => file.endsWith(".html"))
    .map((file) => [file, readFileSync(`${cwd}/${file}`, "utf8")] as const),
);

function leadsNowhere(from: string, href: string): boolean {
  const [path = "", anchor = ""] = href.split("#").map(decodeURIComponent);
  const whole =
    path === ""
      ? from
      : path.startsWith(base)
        ? path.slice(base.length)
        : posix.join(posix.dirname(from), path);
  const to = whole === "" || whole.endsWith("/") ? `${whole}index.html` : whole;
  if (!files.has(to)) return true;
  const text = texts.get(to);
  return anchor !== "" && text !== undefined && !text.includes(`id="${anchor}"`);
}

const dead = [...texts].flatMap(([file, text]) =>
  [...text.matchAll(/<a\b[^>]*?\shref="([^"]*)"/g)]
    .map(([, href = ""]) => href.replaceAll("&amp;", "&"))
    .filter((href) => !/^[a-z]+:/.test(href) && leadsNowhere(file, href))
    .map((href) => `${file}: ${href}`),
);
for (const line of new Set(dead)) process.stderr.write(`${line}\n`);
process.stdout.write(`${texts.size} pages, ${dead.length} dead links\n`);
process.exitCode = dead.length === 0 ? 0 : 1;
