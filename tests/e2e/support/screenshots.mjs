// Takes the README's screenshots of the real page: `npm run screenshots`, with the environment of the browser tests.
// `FOLDER` says where to, `QUESTION` and `MODEL=1` what is shown.
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import * as app from "./app.mjs";
import { desktop, newProfile, phone } from "./browser.mjs";
import * as interview from "./interview.mjs";
import { startServer } from "./product.mjs";

const folder = process.env.FOLDER ?? fileURLToPath(new URL("../../../docs/screenshots/", import.meta.url));
const question = process.env.QUESTION ?? app.PORTUGUESE;

await mkdir(folder, { recursive: true });
const server = await startServer();
const profile = await newProfile();
for (const [device, options] of [["desktop", desktop], ["phone", phone]]) {
  for (const colorScheme of ["light", "dark"]) {
    const { page } = await profile.open(server.url, { ...options, colorScheme });
    await app.waitUntilReady(page);
    if (process.env.MODEL && device === "desktop" && colorScheme === "light") await app.loadSmallModel(page);
    const entry = await app.ask(page, question);
    await app.waitUntilAnswered(entry);
    await page.screenshot({ path: join(folder, `${device}-${colorScheme}.png`) });
  }
}
for (const [device, options, colorScheme] of [["desktop", desktop, "light"], ["phone", phone, "dark"]]) {
  const { page } = await profile.open(server.url, { ...options, colorScheme });
  const take = async (view) => page.screenshot({ path: join(folder, `${view}-${device}-${colorScheme}.png`) });
  await page.goto(`${server.url}/#/panorama`);
  await page.getByRole("heading", { name: "Competências" }).waitFor();
  await take("overview");
  await interview.visit(page, server.url);
  await interview.begin(page);
  await interview.reply(page, interview.TALK[0].answer);
  await interview.scores(page).first().scrollIntoViewIfNeeded();
  await take("interview");
  await interview.talkToTheEnd(page);
  await interview.readReport(page);
  await take("report");
}
await profile.remove();
await server.stop();
