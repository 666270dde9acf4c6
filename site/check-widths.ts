import { globSync, mkdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { launch } from "puppeteer-core";
import type { Page } from "puppeteer-core";
import { serve } from "vitepress";

// No page of the built site scrolls sideways, on a phone or on a desk. `node check-widths.ts <folder> <page> …` also takes
// pictures of the pages that it names. CHROMIUM names a browser that is somewhere else.
const WIDTHS = [390, 1280];
const PORT = 4173;
const base = process.env["SITE_BASE"] ?? "/";
const root = fileURLToPath(new URL(".", import.meta.url));
const executablePath = process.env["CHROMIUM"] ?? "/usr/bin/chromium";
const [folder, ...shown] = process.argv.slice(2);
const pages = globSync("**/*.html", { cwd: `${root}dist` }).toSorted();

/** What reaches furthest beyond the page's edge, with the pixels that it does. */
function sticksOut(): string | undefined {
  const { scrollWidth, clientWidth } = document.documentElement;
  if (scrollWidth <= clientWidth) return undefined;
  const [furthest] = [...document.querySelectorAll(".VPContent *")].toSorted(
    (one, other) => other.getBoundingClientRect().right - one.getBoundingClientRect().right,
  );
  return `${scrollWidth - clientWidth} px: ${furthest?.outerHTML.slice(0, 100)}`;
}

async function picture(tab: Page, path: string, width: number): Promise<void> {
  for (const scheme of ["light", "dark"] as const) {
    await tab.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
    const file = `${folder}/${path.replaceAll("/", "-").replace(".html", "")}-${width}-${scheme}.png`;
    await tab.screenshot({ path: file as `${string}.png` });
    process.stdout.write(`${file}\n`);
  }
}

if (folder !== undefined) mkdirSync(folder, { recursive: true });
const { server } = await serve({ root, base, port: PORT });
const browser = await launch({ executablePath, args: ["--no-sandbox", "--hide-scrollbars"] });
const wide: string[] = [];
try {
  const tab = await browser.newPage();
  for (const width of WIDTHS) {
    await tab.setViewport({ width, height: 900 });
    for (const path of pages) {
      await tab.goto(`http://localhost:${PORT}${base}${path}`);
      const found = await tab.evaluate(sticksOut);
      if (found !== undefined) wide.push(`${path} at ${width} px is too wide by ${found}`);
      if (shown.includes(path)) await picture(tab, path, width);
    }
  }
} finally {
  await browser.close();
  server.close();
}
for (const line of wide) process.stderr.write(`${line}\n`);
process.stdout.write(
  `${pages.length} pages at ${WIDTHS.join(" and ")} px, ${wide.length} too wide\n`,
);
process.exitCode = wide.length === 0 ? 0 : 1;
