// Breaks and time of the mock interview, over reloads and closed tabs; and what skipping a follow-up is worth.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { assertQuiet } from "./support/app.mjs";
import { newProfile, until } from "./support/browser.mjs";
import * as interview from "./support/interview.mjs";
import { startServer } from "./support/product.mjs";

let server;
let profile;
let page;
let problems;

before(async () => {
  server = await startServer();
  profile = await newProfile();
  await open();
});

after(async () => {
  await profile?.remove();
  await server?.stop();
});

// A new tab whose clock can be put forward; that outlives a reload, as the tab's storage does.
async function open() {
  ({ page, problems } = await profile.open(server.url));
  await page.addInitScript(() => {
    const now = Date.now;
    Date.now = () => now() + Number(sessionStorage.getItem("later") ?? 0);
  });
  await interview.visit(page, server.url);
  await page.reload();
}

const later = (page, seconds) => page.evaluate((seconds) => {
  const before = Number(sessionStorage.getItem("later") ?? 0);
  sessionStorage.setItem("later", before + seconds * 1000);
}, seconds);

// Seconds of this question and in all, as the timer says them.
async function time(page) {
  const words = await page.getByRole("timer").innerText();
  const [, ...read] = /^Nesta pergunta (\d+):(\d\d) · no total (\d+):(\d\d)$/.exec(words) ?? assert.fail(words);
  const [m, s, all_m, all_s] = read.map(Number);
  return { question: m * 60 + s, all: all_m * 60 + all_s };
}

// Machines are of any speed: what was put forward is there, and little beside it.
const near = (seconds, expected) => seconds >= expected && seconds < expected + 50;

const isAt = (question, all) => until(async () => {
  const now = await time(page);
  return near(now.question, question) && near(now.all, all);
});

async function isPaused(page) {
  await page.getByRole("region", { name: "Entrevista em pausa" }).waitFor();
  return !(await interview.openTurn(page).isVisible());
}

test("a reload loses no time, neither of the question nor in all", async () => {
  await interview.begin(page, { mode: "Ao vivo" });
  await later(page, 300);
  await isAt(300, 300);
  await interview.reply(page, interview.TALK[0].answer);
  await later(page, 100);
  await isAt(100, 400);
  await page.reload();
  await interview.answerBox(page).waitFor();
  await isAt(100, 400);
});

test("a break outlives a reload, and its time does not count", async () => {
  await page.getByRole("button", { name: "Pausar" }).click();
  assert.ok(await isPaused(page));
  await later(page, 1000);
  await page.reload();
  assert.ok(await isPaused(page));
  await interview.focused(page, "retomar");
  await isAt(100, 400);
  await page.getByRole("button", { name: "Ver relatório" }).click();
  await interview.reportHeading(page).waitFor();
  await page.getByRole("button", { name: "Voltar à entrevista" }).click();
  assert.ok(await isPaused(page));
  await page.getByRole("button", { name: "Continuar" }).click();
  await interview.answerBox(page).waitFor();
  await isAt(100, 400);
});

test("a break outlives the tab, and the list says that there is one", async () => {
  await page.getByRole("button", { name: "Pausar" }).click();
  await until(async () => (await interview.stored(page))[0].paused);
  await profile.close();
  await open();
  await page.locator(".kept-one").getByText(/em pausa, \d de 5 perguntas/).waitFor();
  await page.getByRole("button", { name: /^Continuar: / }).click();
  await interview.answerBox(page).waitFor();
  await isAt(100, 400);
  await until(async () => !(await interview.stored(page))[0].paused);
});

test("an interview that was kept before breaks were opens and goes on", async () => {
  await page.getByRole("button", { name: "Voltar ao início" }).click();
  await until(async () => (await interview.stored(page)).length === 1);
  const [{ paused, question_ms, ...old }] = await interview.stored(page);
  assert.deepEqual([paused, typeof question_ms], [false, "number"]);
  await interview.restore(page, [old]);
  await page.reload();
  await page.getByRole("button", { name: /^Continuar: / }).click();
  await interview.answerBox(page).waitFor();
  await isAt(0, 400);
  await page.getByRole("button", { name: "Voltar ao início" }).click();
});

test("time stands still once there are no more questions", async () => {
  await page.getByRole("button", { name: /^Continuar: / }).click();
  await interview.answerBox(page).waitFor();
  await interview.talkToTheEnd(page);
  assert.equal(await page.getByRole("timer").count(), 0);
  const used = async () => (await interview.stored(page))[0].elapsed_ms / 1000;
  await later(page, 1000);
  await interview.readReport(page);
  await page.getByRole("button", { name: "Voltar à entrevista" }).click();
  await interview.endHeading(page).waitFor();
  await later(page, 1000);
  await page.getByRole("button", { name: "Voltar ao início" }).click();
  await page.locator(".kept-one").getByText(/concluída/).waitFor();
  assert.ok(near(await used(), 400), `${await used()} s`);
});

test("skipping a follow-up keeps the score, and that is what the page says", async () => {
  await interview.begin(page);
  const skip = interview.openTurn(page).getByRole("button", { name: "Pular" });
  const described = () => skip.evaluate((button) => document.getElementById(button.getAttribute("aria-describedby"))?.innerText);
  assert.equal(await described(), "Se pular, a pergunta fica como não respondida, sem nota.");
  await interview.reply(page, interview.TALK[2].answer);
  assert.match(await interview.waiting(page), /^pergunta-1-1$/);
  assert.equal(await described(), "Se pular, a pergunta fica com a nota do que você já respondeu.");
  const score = await interview.scores(page).locator(".overall").first().innerText();
  await interview.reply(page, "");
  assert.equal(await interview.scores(page).locator(".overall").first().innerText(), score);
  const told = page.locator("p.sr-only[role=status]").getByText(`Acompanhamento pulado: a nota continua ${score} de 100.`);
  await told.waitFor({ state: "attached" });
  assertQuiet(problems);
});
