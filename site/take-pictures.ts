import { mkdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { launch } from "puppeteer-core";
import type { Page } from "puppeteer-core";

// The README's pictures, from the demo's page: `npm run demo` first. CHROMIUM names a browser that is somewhere else.
const page = new URL("public/demo/index.html", import.meta.url).href;
const folder = fileURLToPath(new URL("../docs/pictures", import.meta.url));
const executablePath = process.env["CHROMIUM"] ?? "/usr/bin/chromium";

/** A promise that was not kept, and a merge that waits: what somebody sees who never heard of this. */
const PICTURES = {
  board: { selector: ".board-box", holds: "LATE" },
  "held-check": { selector: "#gate .check", holds: "Held" },
} as const;

async function take(tab: Page, scheme: "light" | "dark"): Promise<void> {
  await tab.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
  for (const [name, { selector, holds }] of Object.entries(PICTURES)) {
    const found = await tab.evaluateHandle(
      (css, words) =>
        [...document.querySelectorAll<HTMLElement>(css)].find(({ textContent }) =>
          textContent.includes(words),
        ) ?? null,
      selector,
      holds,
    );
    const element = found.asElement();
    if (element === null) throw new Error(`The demo's page shows no ${name}.`);
    // A box that scrolls is shown whole.
    await element.evaluate((box) => {
      if (box instanceof HTMLElement) box.style.maxHeight = "none";
    });
    const path = `${folder}/${name}-${scheme}.png`;
    await element.screenshot({ path: path as `${string}.png` });
    process.stdout.write(`${path}\n`);
  }
}

mkdirSync(folder, { recursive: true });
const browser = await launch({ executablePath, args: ["--no-sandbox", "--hide-scrollbars"] });
try {
  const tab = await browser.newPage();
  await tab.setViewport({ width: 1100, height: 900, deviceScaleFactor: 1.5 });
  await tab.goto(page);
  for (const scheme of ["light", "dark"] as const) await take(tab, scheme);
} finally {
  await browser.close();
}
