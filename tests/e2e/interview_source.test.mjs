// What an interview's plan rests on: each record that it cites opens in place, during the interview and in its report.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, test } from "node:test";

import { assertAccessible, sideways, tabTo } from "./support/accessible.mjs";
import { assertQuiet } from "./support/app.mjs";
import { newProfile, phone } from "./support/browser.mjs";
import * as interview from "./support/interview.mjs";
import { product, startServer } from "./support/product.mjs";
import { startProxy } from "./support/proxy.mjs";

let server;
let proxy;
let profile;
let page;
let problems;

before(async () => {
  server = await startServer();
  proxy = await startProxy(server.url);
  profile = await newProfile();
  ({ page, problems } = await profile.open(proxy.url));
});

after(async () => {
  await profile?.remove();
  await proxy?.close();
  await server?.stop();
});

const part = async (name) => JSON.parse(await readFile(join(product.bundle, `${name}.json`), "utf8"));
const plan = (page) => page.getByText("Plano da entrevista e fontes");
const sources = (page) => page.getByRole("region", { name: "Fontes" });
const source = (page, name) => sources(page).getByRole("listitem").filter({ has: page.getByText(name, { exact: true }) });
const opener = (page, name) => page.getByRole("button", { name: new RegExp(`^(Abrir|Fechar) registro: ${name}$`) });
const passages = (page, name) => source(page, name).locator("blockquote");

// The session as the page keeps it: what the plan cites is no secret of the view.
async function planned(page) {
  const [{ session }] = await interview.stored(page);
  return session.competencies;
}

// The first profile that is cited, and the competencies it speaks for.
async function firstProfile(page) {
  const competencies = await planned(page);
  const citation = competencies.flatMap(({ citations }) => citations).find(({ kind }) => kind === "profile");
  const names = competencies.filter(({ citations }) => citations.some(({ kind, id }) => kind === "profile" && id === citation.id));
  return { ...citation, names: names.map(({ name }) => name) };
}

test("the vacancy of the interview opens by keyboard, and says which competencies it asks for", async () => {
  await interview.visit(page, proxy.url);
  await interview.begin(page);
  await plan(page).focus();
  await page.keyboard.press("Enter");
  const name = `Vaga ${interview.VACANCY.id}`;
  const asked = (await planned(page)).filter(({ asked_by }) => asked_by.length).map(({ name }) => name);
  assert.ok(asked.length > 1);
  await source(page, name).getByText(`a vaga desta entrevista · pede: ${asked.join(", ")}`).waitFor();
  assert.equal(await opener(page, name).getAttribute("aria-expanded"), "false");
  await tabTo(page, opener(page, name));
  await page.keyboard.press("Enter");
  await passages(page, name).first().waitFor();
  assert.equal(await opener(page, name).getAttribute("aria-expanded"), "true");
  const [vacancy] = (await part("vacancies")).filter(({ id }) => id === interview.VACANCY.id);
  assert.deepEqual(await passages(page, name).evaluateAll(texts), [vacancy.activities, vacancy.requirements]);
  assert.ok((await source(page, name).locator("mark").allInnerTexts()).includes("Python"));
  await page.keyboard.press("Enter");
  await passages(page, name).first().waitFor({ state: "hidden" });
  assert.equal(await opener(page, name).getAttribute("aria-expanded"), "false");
});

// Runs in the page.
const texts = (elements) => elements.map((element) => element.textContent);

test("a hired profile says what it speaks for, and opens with its passages from where a competency cites it", async () => {
  const { id, hired_for, names } = await firstProfile(page);
  const name = `Perfil ${id}`;
  await source(page, name).getByText(`contratado para a vaga ${hired_for} · mostra: ${names.join(", ")}`).waitFor();
  const reasons = page.getByRole("region", { name: "Por que estas perguntas" });
  await reasons.getByRole("link", { name }).first().click();
  await interview.focused(page, `fonte-perfil-${id}`);
  await passages(page, name).first().waitFor();
  const own = (await part("passages")).filter(({ profile }) => profile === id);
  assert.deepEqual(await passages(page, name).evaluateAll(texts), own.map(({ text }) => text));
  assert.ok((await source(page, name).locator("mark").count()) > 0);
  await source(page, name).getByText("Em destaque, as palavras que falam dessas competências.").waitFor();
  await assertAccessible(page, "an opened source");
});

test("an answer leaves open what is open", async () => {
  const { id } = await firstProfile(page);
  await interview.reply(page, interview.TALK[0].answer);
  assert.ok(await passages(page, `Perfil ${id}`).first().isVisible());
});

test("the report's sources open without a network", async () => {
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => true));
  assertQuiet(problems);
  await proxy.close();
  await page.context().setOffline(true);
  await page.reload();
  await interview.answerBox(page).waitFor();
  await interview.readReport(page);
  const { id, names } = await firstProfile(page);
  await source(page, `Perfil ${id}`).getByText(`mostra: ${names.join(", ")}`).waitFor();
  await opener(page, `Perfil ${id}`).click();
  await passages(page, `Perfil ${id}`).first().waitFor();
  await page.context().setOffline(false);
  await proxy.reopen();
});

test("a record that this device's data do not have is said to be gone", async () => {
  await page.getByRole("button", { name: "Voltar ao início" }).click();
  const rename = (records) => {
    const [{ session }] = records;
    session.competencies.flatMap(({ citations }) => citations).forEach((citation) => (citation.id = `x${citation.id}`));
    return records;
  };
  await interview.restore(page, rename(await interview.stored(page)));
  await page.reload();
  await page.getByRole("button", { name: /^Continuar: / }).click();
  await plan(page).click();
  const { id } = await firstProfile(page);
  await opener(page, `Perfil ${id}`).click();
  await page.getByText("Este registro não está nos dados de contratações deste dispositivo.").waitFor();
});

test("for a pasted vacancy there are the citations there are, and on a phone nothing scrolls sideways", async () => {
  ({ page, problems } = await profile.open(proxy.url, phone));
  await interview.visit(page, proxy.url);
  const paste = async (words) => {
    await page.getByRole("radio", { name: "Colar uma descrição" }).check();
    await page.getByRole("textbox", { name: "Descrição da vaga" }).fill(words);
    await page.getByRole("button", { name: "Começar a entrevista" }).click();
    await interview.answerBox(page).waitFor();
    await plan(page).click();
  };
  await paste("Desenvolvedor Python Sênior\nAtuar com Python, Django, APIs REST, SQL, Docker e testes automatizados em uma equipe de produto.");
  assert.equal(await page.getByText("a vaga desta entrevista").count(), 0);
  await sources(page).getByRole("button").first().click();
  await sources(page).locator("blockquote").first().waitFor();
  assert.equal(await sideways(page), 0);

  await page.getByRole("button", { name: "Voltar ao início" }).click();
  await paste("Equilibrista de picadeiro\nAndar sobre a corda bamba todas as noites com a trupe, montar a lona e ensaiar números novos.");
  await sources(page).getByText("Nenhum registro é citado").waitFor();
  assert.equal(await sources(page).getByRole("button").count(), 0);
  assertQuiet(problems);
});
