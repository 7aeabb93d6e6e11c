// The main job on the real engine and the real small model: evidence first, cited answer, prose that passed, stop.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import * as app from "./support/app.mjs";
import { engineLog, newProfile } from "./support/browser.mjs";
import { startServer } from "./support/product.mjs";

let server;
let profile;
let page;
let problems;

before(async () => {
  server = await startServer();
  profile = await newProfile();
  ({ page, problems } = await profile.open(server.url));
});

after(async () => {
  await profile?.remove();
  await server?.stop();
});

test("a question asked while the search loads is kept and answered with cited evidence", async () => {
  const entry = await app.ask(page, app.PORTUGUESE);
  assert.equal(await app.questionBox(page).inputValue(), "");
  await app.waitUntilAnswered(entry);
  assert.ok((await app.sourcesOf(entry).count()) > 0);
  assert.ok((await app.citationsOf(entry).count()) > 0);
  assert.ok((await entry.locator("mark").count()) > 0);
  await entry.getByRole("heading", { name: "O que as evidências dizem" }).waitFor();
  await entry.getByText(/Nenhum modelo de texto está carregado/).waitFor();
});

test("a citation opens and focuses its source", async () => {
  const entry = app.entryOf(page, app.PORTUGUESE);
  const citation = app.citationsOf(entry).first();
  const number = (await citation.textContent()).trim();
  await citation.click();
  const focused = page.locator(":focus");
  assert.equal((await focused.locator(".number").textContent()).trim(), number);
  assert.equal(await focused.locator("blockquote.folded").count(), 0);
});

test("evidence is on screen while the model still reads, and Stop ends the reading", async () => {
  await app.loadSmallModel(page);
  const entry = await app.ask(page, app.ENGLISH);
  await entry.getByText(/^O modelo está lendo as evidências: /).waitFor();
  assert.ok((await app.sourcesOf(entry).count()) > 0);
  assert.ok((await app.citationsOf(entry).count()) > 0);
  await entry.getByRole("button", { name: "Parar" }).click();
  await app.verdictOf(entry).waitFor();
  assert.equal(await app.verdictOf(entry).getAttribute("data-status"), "stopped");
});

test("Stop ends the writing within a token", async () => {
  // Small models may write very little, so the button is pressed from inside the page at the first token.
  await page.evaluate(() => {
    const press = ({ type }) => type === "token" && document.querySelector("article.open .working button").click();
    globalThis.onEngine = press;
  });
  const entry = await app.ask(page, app.ENGLISH);
  await app.verdictOf(entry).waitFor();
  await page.evaluate(() => { globalThis.onEngine = undefined; });
  assert.equal(await app.verdictOf(entry).getAttribute("data-status"), "stopped");

  const log = await engineLog(page);
  const asked = log.findLast((said) => said.type === "ask");
  const about = log.filter((said) => said.id === asked.id && said.from === "engine").map((said) => said.type);
  assert.deepEqual(about.slice(0, 2), ["evidence", "composed"]);
  assert.equal(about.at(-1), "answer");
  assert.equal(about.filter((type) => type === "answer").length, 1);

  const stopAt = log.findLastIndex((said) => said.type === "stop");
  const before = log.slice(0, stopAt).findLast((said) => said.type === "token").n_tokens;
  const { answer } = log.findLast((said) => said.type === "answer");
  // One token may be under way, and one on its way to the page, when the button is pressed.
  assert.ok(answer.prose.n_tokens <= before + 2, `${before} tokens before stop, ${answer.prose.n_tokens} after`);
});

test("an English question is answered in English", async () => {
  const entry = await app.ask(page, "What do the profiles hired for Java have in common?");
  await app.verdictOf(entry).waitFor();
  const log = await engineLog(page);
  const { answer } = log.findLast((said) => said.type === "answer");
  assert.equal(answer.language, "en");
  assert.equal(await entry.locator(".composed [lang]").getAttribute("lang"), "en");
  assert.ok(["shown", "partial", "withheld"].includes(answer.prose.status), answer.prose.status);
});

test("the small model's Portuguese is withheld, or only what passed is shown, and the page says so", async () => {
  const question = "O que os contratados para SAP têm em comum?";
  const entry = await app.ask(page, question);
  await app.verdictOf(entry).waitFor();
  const log = await engineLog(page);
  const { id, answer } = log.findLast((said) => said.type === "answer");
  assert.equal(answer.language, "pt");
  const passed = log.filter((said) => said.id === id && said.type === "prose").map((said) => said.statement.text);
  assert.deepEqual(answer.prose.statements.map((statement) => statement.text), passed);
  assert.equal(await app.verdictOf(entry).getAttribute("data-status"), answer.prose.status);
  if (answer.prose.status === "withheld") {
    await entry.getByText(/^O texto do modelo foi retido: /).waitFor();
    assert.equal(await entry.locator(".prose [lang] p").count(), 0);
  }
});

test("a question about the sources of the last answer keeps them under their numbers", async () => {
  const before = app.entryOf(page, "O que os contratados para SAP têm em comum?");
  const titles = (entry) => app.sourcesOf(entry).getByRole("heading").allTextContents();
  const known = await titles(before);
  await before.getByRole("button", { name: "Perguntar sobre estas fontes" }).click();
  await page.getByText("Sobre as fontes da última resposta").first().waitFor();
  assert.equal(await app.questionBox(page).evaluate((box) => box === document.activeElement), true);

  const entry = await app.ask(page, "E quais deles trabalharam com S/4HANA?");
  await app.waitUntilAnswered(entry);
  const log = await engineLog(page);
  const asked = log.findLast((said) => said.type === "ask");
  assert.equal(asked.follow_up, true);
  const kept = await titles(entry);
  assert.ok(kept.length > 0 && kept.every((title) => known.includes(title)), `${kept} of ${known}`);
  // The model has read the conversation up to here, so only the new turn is to be read.
  const totals = log.filter((said) => said.type === "prefill").map(({ id, done, total }) => ({ id, done, total }));
  const first = totals.find(({ id }) => id === asked.id);
  if (first) assert.ok(first.done > first.total / 2, `first read ${JSON.stringify(first)}`);
});

test("a question can be put to the whole history again", async () => {
  const last = page.getByRole("button", { name: "Perguntar sobre estas fontes" });
  await last.click();
  await page.getByRole("button", { name: "Perguntar a todo o histórico" }).click();
  const question = "Quem foi contratado para testes automatizados?";
  await app.waitUntilAnswered(await app.ask(page, question));
  assert.equal((await engineLog(page)).findLast((said) => said.type === "ask").follow_up, false);
});

test("a question without evidence is answered honestly, with no source made up", async () => {
  const entry = await app.ask(page, "Qual é a receita de bolo de cenoura com cobertura?");
  await app.waitUntilAnswered(entry);
  await entry.getByRole("heading", { name: "Evidência insuficiente" }).waitFor();
  assert.equal(await app.sourcesOf(entry).count(), 0);
  assert.equal(await app.citationsOf(entry).count(), 0);
});

test("the answer is copied with its sources", async () => {
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"], { origin: server.url });
  const entry = app.entryOf(page, app.PORTUGUESE);
  // Older answers are folded.
  await entry.getByRole("button", { name: app.PORTUGUESE, expanded: false }).click();
  await entry.getByRole("button", { name: "Copiar com fontes" }).click();
  await entry.getByText("Copiado").waitFor();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  assert.ok(copied.startsWith(app.PORTUGUESE));
  assert.match(copied, /\nFontes\n\[1\] Perfil /);
});

test("nothing left the origin, nothing was refused, nothing failed", () => app.assertQuiet(problems));
