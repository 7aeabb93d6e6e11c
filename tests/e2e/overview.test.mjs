// Panorama: the numbers are those the command line gives, as tables that everybody can read, on phone and desktop.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { after, before, test } from "node:test";
import { promisify } from "node:util";

import { AxeBuilder } from "@axe-core/playwright";

import * as app from "./support/app.mjs";
import { engineLog, newProfile, phone } from "./support/browser.mjs";
import { product, startServer } from "./support/product.mjs";

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

async function native(...args) {
  const { stdout } = await promisify(execFile)(product.cli, ["insight", "--json", "--bundle", product.bundle, ...args]);
  return JSON.parse(stdout);
}

async function open(options = {}) {
  const opened = await profile.open(`${server.url}/#/panorama`, options);
  await opened.page.getByRole("heading", { name: "Competências" }).waitFor();
  return opened;
}

const skillsOf = (page) => page.getByRole("table", { name: "Competências" });

// Rows of a table as [name, "12 de 15"].
const rowsOf = (table) =>
  table.locator("tbody tr").evaluateAll((rows) =>
    rows.map((row) => [row.querySelector("th").textContent, row.querySelector(".bar-words").textContent]),
  );

async function assertAccessible(page, where) {
  const { violations } = await new AxeBuilder({ page }).analyze();
  const grave = violations.filter(({ impact }) => ["serious", "critical"].includes(impact));
  const told = grave.map(({ id, nodes }) => `${where}: ${id} at ${nodes.map(({ target }) => target.join(" ")).join(", ")}`);
  assert.deepEqual(told, []);
}

test("everybody's numbers are those of the command line, with their denominators", async () => {
  const { page, problems } = await open();
  const expected = await native();
  const { n_profiles, skills } = expected.group;
  assert.deepEqual(await rowsOf(skillsOf(page)), skills.map(({ name, count }) => [name, `${count} de ${n_profiles}`]));
  const { n_rows, stages, statuses } = expected.funnel;
  const funnel = page.getByRole("table", { name: "Até onde chegam as candidaturas" });
  const told = stages.map(({ count, at_least }) => `${at_least ? "ao menos " : ""}${count} de ${n_rows}`);
  assert.deepEqual((await rowsOf(funnel)).map(([, words]) => words), told);
  await page.getByText("Todas as situações").click();
  const all = await rowsOf(page.getByRole("table", { name: "Todas as situações" }));
  assert.deepEqual(all, statuses.map(({ name, count }) => [name, count === null ? "poucos para mostrar" : `${count} de ${n_rows}`]));
  assert.equal(all.length, 21);
  app.assertQuiet(problems);
});

test("choosing a family counts that family, and small groups are not offered", async () => {
  const { page, problems } = await open();
  await page.getByLabel("Área").filter({ visible: true }).selectOption("java");
  const expected = await native("--family", "java");
  const { n_profiles, skills } = expected.group;
  await page.getByText(`${n_profiles} perfis contratados neste grupo`, { exact: true }).first().waitFor();
  assert.deepEqual(await rowsOf(skillsOf(page)), skills.map(({ name, count }) => [name, `${count} de ${n_profiles}`]));
  const offered = await page.getByLabel("Nível").filter({ visible: true }).locator("option").evaluateAll((all) => all.map(({ value }) => value));
  assert.deepEqual(offered, ["", ...expected.levels.map(({ id }) => id)]);
  const sent = (await engineLog(page)).findLast(({ type, from }) => type === "insight" && from === "page");
  assert.deepEqual([sent.family, sent.level ?? null], ["java", null]);
  app.assertQuiet(problems);
});

test("the views keep their addresses and what was typed", async () => {
  const { page, problems } = await profile.open(server.url);
  await app.questionBox(page).fill("Quem sabe COBOL?");
  const tabs = page.getByRole("navigation", { name: "Partes do Recruta" });
  await tabs.getByRole("link", { name: "Panorama" }).click();
  await page.getByRole("heading", { level: 1, name: "Panorama das contratações" }).waitFor();
  assert.match(page.url(), /#\/panorama$/);
  assert.equal(await tabs.locator("[aria-current=page]").textContent(), "Panorama");
  assert.equal(await app.questionBox(page).isVisible(), false);
  await page.reload();
  await page.getByRole("heading", { level: 1, name: "Panorama das contratações" }).waitFor();
  await page.goBack();
  await app.questionBox(page).waitFor();
  await app.questionBox(page).fill("Quem sabe COBOL?");
  await tabs.getByRole("link", { name: "Panorama" }).click();
  await tabs.getByRole("link", { name: "Perguntar" }).click();
  assert.equal(await app.questionBox(page).inputValue(), "Quem sabe COBOL?");
  app.assertQuiet(problems);
});

test("a question that numbers answer is answered with them, without a model", async () => {
  const { page } = await profile.open(server.url);
  const entry = await app.ask(page, "Quantos chegam à entrevista técnica?");
  await app.waitUntilAnswered(entry);
  const { n_rows } = (await native()).funnel;
  await entry.getByText(new RegExp(`^De ${n_rows} candidaturas, chegaram pelo menos a: Entrevista técnica`)).waitFor();
  const skills = await app.ask(page, app.PORTUGUESE);
  await app.waitUntilAnswered(skills);
  const { n_profiles } = (await native("--family", "python")).group;
  await skills.getByText(new RegExp(`^Entre ${n_profiles} perfis contratados para Python, as competências`)).waitFor();
  assert.ok((await app.citationsOf(skills).count()) > 0);
});

for (const colorScheme of ["light", "dark"]) {
  test(`no serious violation in the ${colorScheme} theme, in both languages`, async () => {
    const { page } = await open({ colorScheme });
    await page.getByText("Todas as situações").click();
    await assertAccessible(page, "overview");
    await page.getByRole("button", { name: "Switch to English" }).click();
    await page.getByRole("heading", { name: "Hiring overview" }).waitFor();
    await page.getByRole("heading", { name: "Skills" }).waitFor();
    await assertAccessible(page, "overview in English");
    await page.getByRole("button", { name: "Mudar para português" }).click();
  });
}

test("on a phone nothing scrolls sideways, and what is chosen from is at least 44 pixels high", async () => {
  const { page, problems } = await open(phone);
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), 0);
  const controls = page.locator("select, nav a").filter({ visible: true });
  const heights = await controls.evaluateAll((all) => all.map((one) => one.getBoundingClientRect().height));
  assert.ok(heights.length >= 4 && heights.every((height) => height >= 44), heights.join(" "));
  app.assertQuiet(problems);
});
