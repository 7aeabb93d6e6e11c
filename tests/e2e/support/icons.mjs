// Draws the PNG icons from their SVG sources: `npm run icons`, after changing a drawing.
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

const folder = fileURLToPath(new URL("../../../static/icons/", import.meta.url));
const executablePath = process.env.RECRUTA_CHROMIUM ?? "/usr/bin/chromium";
const drawings = [
  ["recruta.svg", "recruta-48.png", 48],
  ["recruta.svg", "recruta-192.png", 192],
  ["recruta.svg", "recruta-512.png", 512],
  ["recruta-maskable.svg", "recruta-180.png", 180],
  ["recruta-maskable.svg", "recruta-maskable-512.png", 512],
];

const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu"] });
for (const [source, target, size] of drawings) {
  const page = await browser.newPage({ viewport: { width: size, height: size } });
  const svg = await readFile(folder + source, "utf8");
  await page.setContent(`<style>body{margin:0}svg{display:block;width:100vw}</style>${svg}`);
  await page.screenshot({ path: folder + target, omitBackground: true });
  await page.close();
}
await browser.close();
