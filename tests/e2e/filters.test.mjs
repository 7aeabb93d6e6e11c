// Filters of the question: set in the panel, told as chips and with the answer, and named when they leave nobody.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { AxeBuilder } from "@axe-core/playwright";

import * as app from "./support/app.mjs";
import { engineLog, newProfile } from "./support/browser.mjs";
import { startServer } from "./support/product.mjs";

const QUESTION = "Quem tem experiência com Java?";

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

const panel = (page) => page.locator("details.narrowing summary");
const chip = (page, words) => page.getByRole("button", { name: `Retirar o filtro ${words}` });

test("filters narrow the evidence, stay for the next question, and are told with the answer", async () => {
  const { page, problems } = await profile.open(server.url);
  await app.waitUntilReady(page);
  await panel(page).click();
  await page.getByLabel("Nível", { exact: true }).selectOption({ label: "Sênior" });
  await page.getByLabel("Inglês", { exact: true }).selectOption({ label: "intermediário" });
  await page.getByLabel("Área ou cargo").fill("java");
  await page.getByLabel("Área ou cargo").press("Tab");
  for (const words of ["Nível: Sênior", "Inglês: intermediário ou mais", "Área ou cargo: java"]) {
    await chip(page, words).waitFor();
  }
  const { violations } = await new AxeBuilder({ page }).analyze();
  assert.deepEqual(violations.filter(({ impact }) => ["serious", "critical"].includes(impact)).map(({ id }) => id), []);
  const entry = await app.ask(page, QUESTION);
  await app.waitUntilAnswered(entry);
  await entry.getByText("Com filtros: Área ou cargo: java · Nível: Sênior · Inglês: intermediário ou mais").waitFor();
  assert.ok((await app.sourcesOf(entry).count()) > 0);

  const log = await engineLog(page);
  const asked = log.findLast((said) => said.type === "ask");
  assert.deepEqual(asked.filters, { family: "java", level: "Sênior", english: "intermediate" });
  await chip(page, "Inglês: intermediário ou mais").click();
  assert.equal(await chip(page, "Inglês: intermediário ou mais").count(), 0);
  await page.getByRole("button", { name: "Limpar filtros" }).click();
  assert.equal(await page.getByRole("list", { name: "Filtros ativos" }).count(), 0);
  app.assertQuiet(problems);
});

test("a filter that leaves nobody is named, in the language of the question", async () => {
  const { page } = await profile.open(server.url);
  await app.waitUntilReady(page);
  await panel(page).click();
  await page.getByLabel("Cidade ou estado").fill("Marte");
  const entry = await app.ask(page, QUESTION);
  await app.waitUntilAnswered(entry);
  await entry.getByText("Nenhum perfil contratado passa pelo filtro “local”. Mude ou retire esse filtro.").waitFor();
  assert.equal(await app.sourcesOf(entry).count(), 0);
});

test("the panel fits a phone and works with the keyboard alone", async () => {
  const { page } = await profile.open(server.url, { viewport: { width: 360, height: 640 } });
  await app.waitUntilReady(page);
  await panel(page).focus();
  await page.keyboard.press("Enter");
  await page.getByLabel("SAP", { exact: true }).focus();
  await page.keyboard.press("ArrowDown");
  await chip(page, "Só vagas SAP").waitFor();
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  assert.equal(overflow, 0);
  assert.ok(await app.questionBox(page).isVisible());
});
