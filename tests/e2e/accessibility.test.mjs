// Axe in both themes and languages, and the landmarks as a screen reader meets them.
import assert from "node:assert/strict";
import { readFile, writeFile } from "node:fs/promises";
import { after, before, test } from "node:test";

import { assertAccessible } from "./support/accessible.mjs";
import * as app from "./support/app.mjs";
import { newProfile } from "./support/browser.mjs";
import { startServer } from "./support/product.mjs";

let server;
let profile;

before(async () => {
  server = await startServer();
  profile = await newProfile();
});

after(async () => {
  await profile?.remove();
  await server?.stop();
});

// `RECRUTA_UPDATE_SNAPSHOTS=1` writes the file anew; review the difference.
async function assertSnapshot(name, text) {
  const file = new URL(`./snapshots/${name}`, import.meta.url);
  if (process.env.RECRUTA_UPDATE_SNAPSHOTS) await writeFile(file, `${text}\n`);
  assert.equal(`${text}\n`, await readFile(file, "utf8"));
}

for (const colorScheme of ["light", "dark"]) {
  test(`no serious violation in the ${colorScheme} theme, from the first sight to an answer`, async () => {
    const { page } = await profile.open(server.url, { colorScheme });
    await assertAccessible(page, "loading");
    await app.waitUntilReady(page);
    await assertAccessible(page, "welcome");
    const entry = await app.ask(page, app.PORTUGUESE);
    await app.waitUntilAnswered(entry);
    await assertAccessible(page, "answer");
    await app.questionBox(page).fill("x".repeat(4001));
    await app.questionBox(page).press("Enter");
    await assertAccessible(page, "refusal");
    await page.getByRole("button", { name: /^Modelo de texto/ }).click();
    await app.modelPanel(page).waitFor();
    await assertAccessible(page, "models");
  });
}

test("the landmarks and headings are as a screen reader expects them", async () => {
  const { page } = await profile.open(server.url);
  await app.waitUntilReady(page);
  await assertSnapshot("welcome.aria.yml", await page.locator("body").ariaSnapshot());
});

test("theme and language are switched, remembered, and follow the browser until then", async () => {
  const { page } = await profile.open(server.url, { colorScheme: "dark" });
  await page.getByRole("button", { name: "Mudar para o tema claro" }).click();
  await page.getByRole("button", { name: "Switch to English" }).click();
  await page.getByRole("heading", { name: "Ask your hiring history" }).waitFor();
  await page.reload();
  await page.getByRole("heading", { name: "Ask your hiring history" }).waitFor();
  assert.equal(await page.locator("html").getAttribute("lang"), "en");
  assert.equal(await page.locator("html").getAttribute("data-theme"), "light");
  await assertAccessible(page, "English");
  await page.getByRole("button", { name: "Mudar para português" }).click();
  await page.getByRole("heading", { name: "Pergunte ao histórico de contratações" }).waitFor();
});
