// A candidate's mock interview, from the choice of a vacancy to the exported report, on the real engine.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { promisify } from "node:util";

import { inSight } from "./support/accessible.mjs";
import * as app from "./support/app.mjs";
import { newProfile, until } from "./support/browser.mjs";
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

test("vacancies are searched and filtered, and what is missing is asked for", async () => {
  await interview.visit(page, proxy.url);
  await page.getByText(/\d+ (de \d+ )?vagas/).waitFor();
  await page.getByRole("button", { name: "Começar a entrevista" }).click();
  await page.getByRole("alert").getByText("Escolha uma vaga da lista").waitFor();
  await page.getByRole("combobox", { name: "Nível da vaga" }).selectOption("Sênior");
  await page.getByRole("searchbox", { name: "Buscar vaga" }).fill("zzzz");
  await page.getByText("Nenhuma vaga corresponde").waitFor();
  await page.getByRole("radio", { name: "Colar uma descrição" }).check();
  await page.getByRole("textbox", { name: "Descrição da vaga" }).fill("Poucas palavras");
  await page.getByRole("button", { name: "Começar a entrevista" }).click();
  await page.getByRole("alert").getByText("pelo menos dez palavras").waitFor();
});

test("a practice interview of five questions, without a model, explains every score", async () => {
  await interview.visit(page, proxy.url);
  await page.reload();
  await interview.begin(page);
  const [first] = interview.TALK;
  await page.getByRole("button", { name: "Dica" }).first().click();
  await page.locator(".hints li").first().waitFor();
  await page.getByRole("button", { name: "Resposta de exemplo" }).first().click();
  await page.getByText("Uma resposta fraca comum:").waitFor();

  await interview.reply(page, first.answer);
  const score = interview.scores(page).first();
  await score.getByText("Por que esta nota").waitFor();
  assert.ok((await score.locator(".component").count()) >= 5);
  assert.match(await score.locator(".component").first().innerText(), /nível [0-4] de 4\s+[\d,]+ de \d+ pontos/);
  const marked = await page.locator(".said mark").allInnerTexts();
  assert.ok(marked.length > 0 && marked.every((words) => first.answer.includes(words)), marked);
  // Whoever listens hears the score, and focus is on what is asked next.
  assert.match(await page.locator("p.sr-only[role=status]").innerText(), /^Nota \d+ de 100/);
  await interview.focused(page, await interview.waiting(page));

  await interview.talkToTheEnd(page);
  await page.getByText("Não respondida").last().waitFor();
});

test("an answer is given once more, and the earlier attempt stays with its score", async () => {
  const question = page.getByRole("article", { name: /Pergunta 3/ });
  const before = await question.locator(".overall").innerText();
  await question.getByRole("button", { name: "Responder de novo" }).click();
  const box = question.getByRole("textbox", { name: "Sua resposta" });
  assert.equal(await box.inputValue(), interview.TALK[2].answer);
  await box.fill(interview.TALK[1].answer);
  await question.getByRole("button", { name: "Enviar resposta" }).click();
  await question.getByText(`Tentativa anterior 1: ${before} de 100`).waitFor();
  await interview.talkToTheEnd(page);
});

test("the report says what was good, what to work on, and what was not answered", async () => {
  await interview.readReport(page);
  const report = page.getByRole("article", { name: "Relatório da entrevista" });
  await report.getByRole("img", { name: /^Gráfico das notas/ }).waitFor();
  assert.equal(await report.getByRole("table").getByRole("row").filter({ hasText: "Não respondida" }).count(), 1);
  assert.equal(await report.locator(".work > li").count(), 3);
  assert.equal(await report.locator(".work .sample").count(), 3);
  assert.ok((await report.locator(".best > li").count()) > 0);
  await report.getByRole("heading", { name: "Não respondidas (sem nota)" }).waitFor();
  await report.getByRole("region", { name: "Fontes" }).getByText(`Vaga ${interview.VACANCY.id}`, { exact: true }).waitFor();
});

test("the report is exported as Markdown and JSON, which say the same", async () => {
  const json = await interview.download(page, "Baixar em JSON");
  assert.match(json.name, /^entrevista-4758-\d{4}-\d\d-\d\d\.json$/);
  const report = JSON.parse(json.text);
  assert.equal(String(report.overall), await page.locator(".overall-line .overall").innerText());
  assert.equal(report.questions.length, 5);
  assert.equal(report.not_answered.length, 1);
  assert.equal(report.questions[2].earlier.length, 1);
  const markdown = await interview.download(page, "Baixar em Markdown");
  assert.match(markdown.name, /\.md$/);
  assert.ok(markdown.text.startsWith("# "), markdown.text.slice(0, 80));
  assert.ok(markdown.text.includes(`${report.overall}/100`));
  const words = markdown.text.replaceAll("\\", "");
  for (const { turns } of report.questions) assert.ok(words.includes(turns[0].asked), turns[0].asked);
});

test("on paper only the report is left", async () => {
  await page.emulateMedia({ media: "print" });
  assert.equal(await page.getByRole("button").filter({ visible: true }).count(), 0);
  assert.ok(await interview.reportHeading(page).isVisible());
  await page.emulateMedia({ media: "screen" });
});

test("a reload and a closed tab lose nothing, not even a draft", async () => {
  await interview.visit(page, proxy.url);
  await interview.begin(page);
  await interview.reply(page, interview.TALK[0].answer);
  const turn = await interview.waiting(page);
  await interview.answerBox(page).fill("Metade de uma resposta");
  // At once: the database has not heard of it yet.
  await page.reload();
  await interview.answerBox(page).waitFor();
  assert.equal(await interview.waiting(page), turn);
  await interview.holds(page, "Metade de uma resposta");

  ({ page, problems } = await profile.open(proxy.url));
  await interview.visit(page, proxy.url);
  await page.getByRole("button", { name: /^Continuar: / }).click();
  await interview.holds(page, "Metade de uma resposta");
  await page.getByRole("button", { name: "Pausar" }).click();
  await interview.focused(page, "retomar");
  assert.equal(await interview.openTurn(page).isVisible(), false);
  await page.getByRole("button", { name: "Continuar" }).click();
  await interview.answerBox(page).waitFor();
});

test("another tab may look at an interview without being in the way", async () => {
  const turn = await interview.waiting(page);
  const other = await page.context().newPage();
  await interview.visit(other, proxy.url);
  await other.getByRole("button", { name: /^Continuar: / }).click();
  await interview.holds(other, "Metade de uma resposta");
  await other.getByRole("button", { name: "Voltar ao início" }).click();
  await other.close();
  await interview.answerBox(page).fill("Metade de uma resposta, e mais");
  await until(async () => (await interview.stored(page)).some(({ drafts }) => Object.values(drafts).some((text) => text.endsWith(", e mais"))));
  assert.equal(await interview.waiting(page), turn);
  assert.equal(await page.locator(".keeping").count(), 0);
});

test("what another tab has written is not overwritten, and the user chooses", async () => {
  const turn = await interview.waiting(page);
  const other = await page.context().newPage();
  await interview.visit(other, proxy.url);
  await other.getByRole("button", { name: /^Continuar: / }).first().click();
  await interview.reply(other, interview.TALK[1].answer);
  const conflict = page.locator('.keeping[data-fault="conflict"]');
  await conflict.waitFor();
  // Whoever writes far down the page sees it.
  await until(() => inSight(conflict));
  await interview.answerBox(page).fill("Isto não pode apagar o que a outra aba escreveu");
  const before = await interview.stored(page);
  await interview.reply(page, interview.TALK[3].answer);
  assert.deepEqual(await interview.stored(page), before);

  await page.getByRole("button", { name: "Guardar esta como cópia" }).click();
  await page.locator(".keeping").waitFor({ state: "detached" });
  await until(async () => (await interview.stored(page)).length === before.length + 1);
  assert.notEqual(await interview.waiting(page), turn);
  await other.close();
});

test("history shows trends; one interview, then all of them, are deleted after a second word", async () => {
  await interview.visit(page, proxy.url);
  const rows = page.locator(".kept-one");
  const n = await rows.count();
  assert.ok(n >= 3);
  await page.getByRole("table", { name: "Evolução por competência" }).waitFor();
  await rows.first().getByRole("button", { name: /^Apagar: / }).click();
  await rows.first().getByRole("button", { name: "Cancelar" }).click();
  assert.equal(await rows.count(), n);
  await rows.first().getByRole("button", { name: /^Apagar: / }).click();
  await rows.first().getByRole("button", { name: "Sim, apagar" }).click();
  await page.waitForFunction((n) => document.querySelectorAll(".kept-one").length === n, n - 1);
  assert.equal((await interview.stored(page)).length, n - 1);
  await page.getByRole("button", { name: "Apagar todas as entrevistas" }).click();
  await page.getByRole("button", { name: "Sim, apagar" }).click();
  await page.getByText("As entrevistas que você fizer aparecem aqui").waitFor();
  assert.deepEqual(await interview.stored(page), []);
});

test("a live interview informs about time and gives no help; its report equals the native one", async () => {
  await interview.begin(page, { mode: "Ao vivo" });
  assert.match(await page.getByRole("timer").innerText(), /^Nesta pergunta 0:\d\d · no total 0:\d\d$/);
  assert.equal(await page.getByRole("button", { name: "Dica" }).count(), 0);
  await interview.talkToTheEnd(page);
  assert.equal(await page.getByRole("button", { name: "Responder de novo" }).count(), 0);
  await interview.readReport(page);
  const { text } = await interview.download(page, "Baixar em JSON");
  assert.deepEqual(JSON.parse(text), await native(interview.TALK));
});

async function native(talk) {
  const folder = await mkdtemp(join(tmpdir(), "recruta-talk-"));
  const file = join(folder, "answers.jsonl");
  await writeFile(file, talk.map((line) => JSON.stringify(line)).join("\n"));
  const args = ["interview", "--vacancy", interview.VACANCY.id, "--answers", file, "--questions", "5", "--json"];
  const { stdout } = await promisify(execFile)(product.cli, [...args, "--bundle", product.bundle], { maxBuffer: 1 << 24 });
  await rm(folder, { recursive: true });
  return JSON.parse(stdout);
}

test("without a network the interview begins, is scored and reported", async () => {
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => true));
  await page.getByRole("button", { name: "Voltar ao início" }).click();
  await proxy.close();
  await page.context().setOffline(true);
  await page.reload();
  await interview.begin(page);
  await interview.talkToTheEnd(page);
  await interview.readReport(page);
  await page.context().setOffline(false);
  await proxy.reopen();
});

test("where the browser stores nothing, it says so, and the interview goes on", async () => {
  const bare = await page.context().newPage();
  await bare.addInitScript(() => Object.defineProperty(globalThis, "indexedDB", { value: undefined }));
  await interview.visit(bare, proxy.url);
  await interview.begin(bare);
  await bare.locator('.keeping[data-fault="unavailable"]').waitFor();
  await interview.talkToTheEnd(bare);
  await interview.readReport(bare);
  await bare.close();
});

test("speech is off until it is switched on, and says where audio goes", async () => {
  await interview.visit(page, proxy.url);
  await interview.begin(page);
  const heard = await page.evaluate(() => "speechSynthesis" in globalThis);
  const listens = await page.evaluate(() => "SpeechRecognition" in globalThis || "webkitSpeechRecognition" in globalThis);
  const aloud = page.getByRole("checkbox", { name: /^Ler as perguntas em voz alta/ });
  const dictate = page.getByRole("button", { name: "Ditar a resposta" });
  assert.equal(await aloud.count(), heard ? 1 : 0);
  assert.equal(await dictate.count(), listens ? 1 : 0);
  if (heard) assert.equal(await aloud.isChecked(), false);
  if (listens) {
    assert.equal(await dictate.getAttribute("aria-pressed"), "false");
    await page.getByText("O reconhecimento de fala do navegador pode enviar o áudio ao fabricante.").waitFor();
  }
  await page.getByRole("button", { name: "Voltar ao início" }).click();
});

test("with the real small model a question may be reworded and an answer advised on, the score stays the engine's, and the rest is the same", async () => {
  ({ page, problems } = await profile.open(proxy.url));
  await app.waitUntilReady(page);
  await app.loadSmallModel(page);
  await interview.visit(page, proxy.url);
  await interview.begin(page);
  const asked = await interview.openTurn(page).locator(".asked").innerText();
  await page.getByRole("button", { name: "Adaptar a pergunta à vaga com o modelo" }).click();
  const kept = page.getByText("O texto do modelo não passou nas verificações; vale a pergunta original.").first();
  const worded = page.getByText("Redigida pelo modelo").first();
  await kept.or(worded).first().waitFor();
  const after = await interview.openTurn(page).locator(".asked").innerText();
  assert.equal(after !== asked, await worded.isVisible());
  await interview.talkToTheEnd(page);
  const scores = await interview.scores(page).allInnerTexts();
  await page.getByRole("button", { name: "Conselho do modelo" }).first().click();
  const withheld = page.getByText("O conselho do modelo não passou nas verificações e foi retido").first();
  const advice = page.getByRole("region", { name: "Conselho do modelo (não conta na nota)" });
  await withheld.or(advice).first().waitFor();
  assert.deepEqual(await interview.scores(page).allInnerTexts(), scores);
  const isAdvised = await advice.isVisible();
  await interview.readReport(page);
  assert.equal(await advice.count(), isAdvised ? 1 : 0);
  await page.getByText(/sem modelo de texto: a mesma resposta tem sempre a mesma nota/).waitFor();
  app.assertQuiet(problems);
});
