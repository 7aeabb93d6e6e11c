// Second visit and offline: what was downloaded once is enough.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import * as app from "./support/app.mjs";
import { newProfile, until } from "./support/browser.mjs";
import { startServer } from "./support/product.mjs";
import { changed, startProxy } from "./support/proxy.mjs";

const modelFiles = (requests) => requests.filter((path) => path.startsWith("/models/"));
const isTextModel = (path) => path.startsWith("/models/smollm2");

let server;
let proxy;
let profile;

before(async () => {
  server = await startServer();
  proxy = await startProxy(server.url);
  profile = await newProfile();
});

after(async () => {
  await profile?.remove();
  await proxy?.close();
  await server?.stop();
});

test("the first visit downloads the search model, and the text model only on a click", async () => {
  const { page, problems } = await profile.open(proxy.url);
  await app.waitUntilReady(page);
  assert.ok(modelFiles(proxy.requests).length > 0);
  assert.deepEqual(modelFiles(proxy.requests).filter(isTextModel), []);
  await app.loadSmallModel(page);
  assert.ok(modelFiles(proxy.requests).some(isTextModel));
  await page.evaluate(() => navigator.serviceWorker.ready);
  app.assertQuiet(problems);
});

test("the second visit loads both from the store, without asking the network for model files", async () => {
  proxy.requests.length = 0;
  const { page, problems } = await profile.open(proxy.url);
  await app.waitUntilReady(page);
  await page.getByRole("button", { name: /^Modelo de texto: SmolLM2/ }).waitFor();
  assert.deepEqual(modelFiles(proxy.requests), []);
  app.assertQuiet(problems);
});

test("with the server down a reload still opens the page and answers", async () => {
  const { page, problems } = await profile.open(proxy.url);
  await app.waitUntilReady(page);
  await proxy.close();
  await page.reload();
  await app.waitUntilReady(page);
  const entry = await app.ask(page, app.PORTUGUESE);
  await app.sourcesOf(entry).first().waitFor();
  assert.ok((await app.citationsOf(entry).count()) > 0);
  app.assertQuiet(problems);
});

test("a browser that is offline opens the page, says so, and answers with the stored model", async () => {
  await proxy.reopen();
  const { context, page } = await profile.open(proxy.url);
  await app.waitUntilReady(page);
  await proxy.close();
  await context.setOffline(true);
  await page.reload();
  await page.getByText("Sem conexão").waitFor();
  await page.getByRole("button", { name: /^Modelo de texto: SmolLM2/ }).waitFor();
  const entry = await app.ask(page, app.ENGLISH);
  await app.verdictOf(entry).waitFor();
  assert.notEqual(await app.verdictOf(entry).getAttribute("data-status"), "absent");
});

test("a new version is offered, taken on a click, and replaces the old copy", async () => {
  await proxy.reopen();
  const { page } = await profile.open(proxy.url);
  await app.waitUntilReady(page);
  const before = await page.evaluate(() => caches.keys());
  proxy.faults["/sw.js"] = changed((body) => Buffer.from(String(body).replace(/BUILD = ".*"/, 'BUILD = "next"')));
  await page.evaluate(async () => (await navigator.serviceWorker.ready).update());
  await page.getByText("Há uma nova versão do Recruta.").waitFor();
  await Promise.all([
    page.waitForEvent("load"),
    page.getByRole("button", { name: "Recarregar" }).click(),
  ]);
  await app.waitUntilReady(page);
  await until(() => page.evaluate(async () => (await caches.keys()).join() === "recruta-next"));
  assert.notDeepEqual(before, ["recruta-next"]);
  assert.equal(await page.getByText("Há uma nova versão do Recruta.").count(), 0);
});

test("a removed model is gone from the store and is not loaded on the next visit", async () => {
  const { page } = await profile.open(proxy.url);
  await page.getByRole("button", { name: /^Modelo de texto: SmolLM2/ }).click();
  await app.modelCard(page).getByRole("button", { name: "Remover" }).click();
  await app.modelCard(page).getByText("Ainda não baixado").waitFor();
  proxy.requests.length = 0;
  await page.reload();
  await app.waitUntilReady(page);
  await page.getByRole("button", { name: "Modelo de texto: Sem modelo" }).waitFor();
  assert.deepEqual(modelFiles(proxy.requests), []);
});
