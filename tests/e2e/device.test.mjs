// Phone and keyboard: the whole flow on 360 pixels, and without a pointer.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { sideways, tabTo } from "./support/accessible.mjs";
import * as app from "./support/app.mjs";
import { newProfile, phone } from "./support/browser.mjs";
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

test("on a phone the flow works and nothing scrolls sideways", async () => {
  const { page, problems } = await profile.open(server.url, phone);
  assert.equal(await sideways(page), 0);
  await page.getByRole("button", { name: app.PORTUGUESE }).tap();
  const entry = app.entryOf(page, app.PORTUGUESE);
  await app.waitUntilAnswered(entry);
  assert.equal(await sideways(page), 0);
  await app.citationsOf(entry).first().tap();
  assert.ok(await page.locator("article.source:focus").isVisible());
  await page.getByRole("button", { name: /^Modelo de texto/ }).tap();
  await app.modelPanel(page).waitFor();
  assert.equal(await sideways(page), 0);
  app.assertQuiet(problems);
});

test("what is pressed is at least 44 pixels high", async () => {
  const { page } = await profile.open(server.url, phone);
  await app.ask(page, app.PORTUGUESE);
  await app.waitUntilAnswered(app.entryOf(page, app.PORTUGUESE));
  const heights = await page.getByRole("button").evaluateAll((buttons) =>
    buttons.map((button) => [button.textContent, button.getBoundingClientRect().height]).filter(([, height]) => height > 0),
  );
  assert.deepEqual(heights.filter(([, height]) => height < 44), []);
});

test("the keyboard alone asks, follows a citation, loads a model, stops it and folds an answer", async () => {
  const { page, problems } = await profile.open(server.url);
  const skip = page.getByRole("link", { name: "Ir para a pergunta" });
  await tabTo(page, skip);
  await page.keyboard.press("Enter");
  await page.keyboard.type("Linha um");
  await page.keyboard.press("Shift+Enter");
  await page.keyboard.type("sobre Python?");
  assert.equal(await app.questionBox(page).inputValue(), "Linha um\nsobre Python?");
  await page.keyboard.press("Enter");
  const entry = app.entryOf(page, "Linha um sobre Python?");
  await app.waitUntilAnswered(entry);

  await tabTo(page, app.citationsOf(entry).first(), "Shift+Tab");
  await page.keyboard.press("Enter");
  assert.ok(await page.locator("article.source:focus").isVisible());

  await tabTo(page, page.getByRole("button", { name: /^Modelo de texto/ }), "Shift+Tab");
  await page.keyboard.press("Enter");
  await tabTo(page, app.modelCard(page).getByRole("button", { name: /^Baixar e usar/ }));
  await page.keyboard.press("Enter");
  await app.modelCard(page).getByText("Em uso", { exact: true }).waitFor();
  await page.keyboard.press("Escape");
  await app.modelPanel(page).waitFor({ state: "hidden" });

  await tabTo(page, app.questionBox(page));
  await page.keyboard.type(app.ENGLISH);
  await page.keyboard.press("Enter");
  const second = app.entryOf(page, app.ENGLISH);
  await second.getByText(/^O modelo está (lendo|escrevendo)/).waitFor();
  await page.keyboard.press("Escape");
  await app.verdictOf(second).waitFor();
  assert.equal(await app.verdictOf(second).getAttribute("data-status"), "stopped");

  const fold = second.getByRole("button", { name: app.ENGLISH });
  await tabTo(page, fold, "Shift+Tab");
  await page.keyboard.press("Enter");
  assert.equal(await fold.getAttribute("aria-expanded"), "false");
  app.assertQuiet(problems);
});
