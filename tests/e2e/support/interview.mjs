// The mock interview's parts by role and name, and a candidate who takes one.
import assert from "node:assert/strict";

import * as app from "./app.mjs";

export const VACANCY = { id: "4758", title: "Desenvolvedor Back-end Python SR" };

// What an invented candidate says to each question, and to its follow-ups.
export const TALK = [
  {
    answer: "Sou desenvolvedora back-end há oito anos, com foco em Python, Django e APIs REST. No último trabalho eu liderei a "
      + "reescrita de um serviço de pagamentos e reduzi o tempo médio de resposta de 900 ms para 210 ms.",
    follow_ups: ["Eu defini a arquitetura, escrevi os testes com pytest e acompanhei a migração de 40 clientes em três meses."],
  },
  {
    answer: "No serviço de cotação a API em FastAPI ficou mais lenta que a antiga em Flask. Primeiro montei um teste de carga no "
      + "Locust e vi com py-spy uma chamada síncrona com requests, que travava o laço de eventos. Troquei por httpx com um cliente "
      + "assíncrono, porque a espera era toda de rede, e ajustei os workers do Uvicorn para quatro. No fim o p95 caiu de 900 ms "
      + "para 210 ms, e fomos de 90 para 640 requisições por segundo.",
    follow_ups: ["Validei com testes de carga no Locust antes e depois, e monitorei no Grafana por duas semanas."],
  },
  { answer: "Eu usaria Python porque é bom.", follow_ups: ["", ""] },
  {
    answer: "Tivemos um conflito sobre prazos com a área de produto. Eu chamei uma conversa, mostrei os dados de esforço, propus "
      + "entregar em duas etapas e combinei um acompanhamento semanal. Entregamos a primeira etapa em 15 dias, sem retrabalho.",
    follow_ups: ["Aprendi a mostrar números cedo; no trimestre seguinte não tivemos atrasos."],
  },
  { answer: "", follow_ups: [] },
];

export const view = (page) => page.getByRole("main");
export const openTurn = (page) => page.locator(".open-turn");
export const answerBox = (page) => openTurn(page).getByRole("textbox", { name: /^(Sua resposta|Your answer)$/ });
export const scores = (page) => page.getByRole("region", { name: /^Nota/ });
export const endHeading = (page) => page.getByRole("heading", { name: "Entrevista concluída" });
export const reportHeading = (page) => page.getByRole("heading", { name: "Relatório da entrevista" });
export const vacancyOption = (page, { title }) => page.getByRole("radio", { name: title });

// Opens the view, and leaves the interview that is open there, if one is.
export async function visit(page, url) {
  await page.goto(`${url}/#/entrevista`);
  const start = page.getByRole("heading", { name: "Treine a entrevista" });
  const back = page.getByRole("button", { name: "Voltar ao início" });
  await start.or(back).first().waitFor();
  if (await back.isVisible()) await back.click();
  await start.waitFor();
}

export async function chooseVacancy(page, vacancy = VACANCY) {
  await page.getByRole("searchbox", { name: "Buscar vaga" }).fill(vacancy.id);
  await page.getByText("1 vaga", { exact: true }).waitFor();
  await vacancyOption(page, vacancy).check();
}

export async function begin(page, { mode = "Treino" } = {}) {
  await chooseVacancy(page);
  await page.getByRole("radio", { name: mode }).check();
  await page.getByRole("button", { name: "Começar a entrevista" }).click();
  await answerBox(page).waitFor();
}

// Waits until focus is where it should go.
export const focused = (page, id) => page.waitForFunction((id) => document.activeElement?.id === id, id);

// Waits until the box for the answer has that text.
export const holds = (page, text) =>
  page.waitForFunction((text) => document.querySelector(".open-turn textarea")?.value === text, text);

// Which turn waits, as `pergunta-<question>-<turn>`; none at the end.
export async function waiting(page) {
  const asked = openTurn(page).locator(".asked");
  return (await asked.count()) ? asked.getAttribute("id") : undefined;
}

export function sayingTo(turn, talk = TALK) {
  const [, question, at] = turn.split("-").map(Number);
  const { answer, follow_ups } = talk[question - 1];
  return (at === 0 ? answer : follow_ups[at - 1]) ?? "";
}

// Answers the turn that waits (or passes it over when there is nothing to say), until another one waits.
export async function reply(page, text) {
  const turn = await waiting(page);
  if (text) {
    await answerBox(page).fill(text);
    await answerBox(page).press("Control+Enter");
  } else {
    await openTurn(page).getByRole("button", { name: "Pular" }).click();
  }
  await page.locator(`#${turn}`).waitFor({ state: "detached" });
}

export async function talkToTheEnd(page, talk = TALK) {
  const asked = [];
  for (let turn = await waiting(page); turn; turn = await waiting(page)) {
    asked.push(turn);
    assert.ok(asked.length <= 15, `too many turns: ${asked}`);
    await reply(page, sayingTo(turn, talk));
  }
  await endHeading(page).waitFor();
  return asked;
}

export async function readReport(page) {
  await page.getByRole("button", { name: /^(Ver relatório|Ver o relatório)$/ }).first().click();
  await reportHeading(page).waitFor();
}

// The file that a button brings, as text.
export async function download(page, button) {
  const [file] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: button }).click(),
  ]);
  const stream = await file.createReadStream();
  const chunks = [];
  for await (const chunk of stream) chunks.push(chunk);
  return { name: file.suggestedFilename(), text: Buffer.concat(chunks).toString("utf8") };
}

// What is stored, as the page wrote it.
export const stored = (page) => page.evaluate(() => new Promise((resolve, reject) => {
  const opening = indexedDB.open("recruta");
  opening.onerror = () => reject(opening.error);
  opening.onsuccess = () => {
    const all = opening.result.transaction("entrevistas").objectStore("entrevistas").getAll();
    all.onsuccess = () => {
      opening.result.close();
      resolve(all.result);
    };
  };
}));

// Puts records over those that are stored, as another version of the page may have written them.
export const restore = (page, records) => page.evaluate((records) => new Promise((resolve, reject) => {
  const opening = indexedDB.open("recruta");
  opening.onerror = () => reject(opening.error);
  opening.onsuccess = () => {
    const writing = opening.result.transaction("entrevistas", "readwrite");
    for (const record of records) writing.objectStore("entrevistas").put(record);
    writing.onerror = () => reject(writing.error);
    writing.oncomplete = () => {
      opening.result.close();
      resolve();
    };
  };
}), records);

export { app };
