// Bad input of every kind: a typed error, a sentence that says what to do, and nothing typed is lost.
import assert from "node:assert/strict";
import { after, afterEach, before, test } from "node:test";

import * as app from "./support/app.mjs";
import { engineLog, newProfile } from "./support/browser.mjs";
import { startServer } from "./support/product.mjs";
import { changed, htmlInstead, startProxy } from "./support/proxy.mjs";

let server;
let proxy;
let profile;
let weights;

before(async () => {
  server = await startServer();
  proxy = await startProxy(server.url);
  const { models } = await (await fetch(`${server.url}/models.json`)).json();
  const [file] = models.find(({ id }) => id === app.SMALL_MODEL).files;
  weights = `/models/${app.SMALL_MODEL}/${file.name}`;
});

afterEach(async () => {
  for (const path of Object.keys(proxy.faults)) delete proxy.faults[path];
  await profile?.remove();
});

after(async () => {
  await proxy?.close();
  await server?.stop();
});

// A fresh profile, so that nothing is stored yet.
async function open() {
  profile = await newProfile();
  return profile.open(proxy.url);
}

async function refusedModel(fault) {
  proxy.faults[weights] = fault;
  const { page } = await open();
  await app.waitUntilReady(page);
  await page.getByRole("button", { name: /^Modelo de texto/ }).click();
  const card = app.modelCard(page);
  await card.getByRole("button", { name: /^Baixar e usar/ }).click();
  await app.problemsOf(card).waitFor();
  const code = await app.problemsOf(card).getAttribute("data-code");
  const words = await app.problemsOf(card).textContent();
  // The next try, with the host mended, works: nothing bad was kept.
  delete proxy.faults[weights];
  await card.getByRole("button", { name: /^Baixar e usar/ }).click();
  await card.getByText("Em uso", { exact: true }).waitFor();
  return { code, words };
}

async function failedStart(path, fault) {
  proxy.faults[path] = fault;
  const { page } = await open();
  const entry = await app.ask(page, app.PORTUGUESE);
  const problem = app.problemsOf(page.locator(".preparing"));
  await problem.waitFor();
  const failure = { code: await problem.getAttribute("data-code"), words: await problem.textContent() };
  // The question waits, and is answered once the host is mended and the user tries again.
  delete proxy.faults[path];
  await problem.getByRole("button", { name: /Tentar de novo|Reiniciar o motor/ }).click();
  await app.waitUntilAnswered(entry);
  return failure;
}

test("empty and over-long questions are refused with a sentence, and the text stays", async () => {
  const { page } = await open();
  const box = app.questionBox(page);
  const warning = page.locator("#pergunta-aviso");
  await box.press("Enter");
  assert.equal(await warning.textContent(), "Escreva uma pergunta antes de enviar.");
  for (const [length, shown] of [[4001, "4.001"], [100_000, "100.000"]]) {
    const text = "á".repeat(length);
    await box.fill(text);
    await box.press("Enter");
    assert.match(await warning.textContent(), new RegExp(`A pergunta tem ${shown} caracteres e o limite é 4\\.000`));
    assert.equal(await box.inputValue(), text);
  }
  assert.equal(await page.getByRole("article").count(), 0);
  assert.deepEqual((await engineLog(page)).filter((said) => said.type === "ask"), []);
  await box.fill("á".repeat(4000));
  await box.press("Enter");
  await app.waitUntilAnswered(page.getByRole("article").first());
});

test("the engine itself refuses what the page would not send", async () => {
  const { page } = await open();
  await app.waitUntilReady(page);
  const codes = await page.evaluate(async () => {
    const { base } = await (await fetch("/engine.json")).json();
    const worker = new Worker(`${base}worker.js`, { type: "module" });
    const said = (id) => new Promise((resolve) => {
      worker.addEventListener("message", ({ data }) => {
        if (id === undefined ? data.type === "ready" : data.id === id && data.error) resolve(data.error?.code);
      });
    });
    await said(undefined);
    const ask = (id, question) => {
      const answer = said(id);
      worker.postMessage({ id, type: "ask", question, prose: false });
      return answer;
    };
    const unloaded = await ask(1, "Python?");
    const unknown = said(2);
    worker.postMessage({ id: 2, type: "dance" });
    return { unloaded, unknown: await unknown };
  });
  assert.deepEqual(codes, { unloaded: "model_missing", unknown: "bad_request" });
});

test("a missing model file is named as such", async () => {
  const { code, words } = await refusedModel(htmlInstead(404));
  assert.equal(code, "model_missing");
  assert.match(words, /Um arquivo do modelo não foi encontrado\./);
});

test("a web page in place of a model is refused", async () => {
  const { code } = await refusedModel(htmlInstead(200));
  assert.ok(["model_missing", "model_corrupt"].includes(code), code);
});

test("half a model file is refused", async () => {
  const { code, words } = await refusedModel(changed((body) => body.subarray(0, body.length / 2)));
  assert.equal(code, "model_corrupt");
  assert.match(words, /está danificado e foi recusado/);
});

test("a model file with one wrong byte is refused", async () => {
  const { code } = await refusedModel(changed((body) => {
    body[body.length >> 1] ^= 1;
    return body;
  }));
  assert.equal(code, "model_corrupt");
});

test("a bundle made with another embedder is refused", async () => {
  const { code, words } = await failedStart("/bundle/manifest.json", changed((body) => {
    const manifest = JSON.parse(body);
    manifest.embedder.sha256 = "0".repeat(64);
    return Buffer.from(JSON.stringify(manifest));
  }));
  assert.equal(code, "bundle_incompatible");
  assert.match(words, /feito com outro modelo de busca/);
});

test("without the engine's index the page says so and can be restarted", async () => {
  const { code, words } = await failedStart("/engine.json", htmlInstead(404));
  assert.equal(code, "engine_start");
  assert.match(words, /Suas perguntas continuam aqui/);
});

test("an engine that dies is said so, and a restart answers what was asked", async () => {
  const { page } = await open();
  await app.waitUntilReady(page);
  await page.workers()[0].evaluate(() => void setTimeout(() => { throw new Error("out of luck"); }));
  const problem = app.problemsOf(page.locator(".preparing"));
  await problem.waitFor();
  assert.equal(await problem.getAttribute("data-code"), "engine_crash");
  const entry = await app.ask(page, app.PORTUGUESE);
  await entry.getByText(/^Na fila: respondo assim que o motor voltar/).waitFor();
  await problem.getByRole("button", { name: "Reiniciar o motor" }).click();
  await app.waitUntilAnswered(entry);
});
