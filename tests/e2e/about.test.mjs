// Which registered version the page is of: shown in both languages, followed when it changes, and kept for offline.
import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";

import * as app from "./support/app.mjs";
import { newProfile } from "./support/browser.mjs";
import { startServer } from "./support/product.mjs";
import { startProxy } from "./support/proxy.mjs";

let registry;
let server;
let proxy;
let profile;

// What `recruta register` leaves, as far as the page and `/info` read it.
const champion = (version, rouge1) => ({
  format_version: 1,
  version,
  run_id: `run-${version}`,
  created: "2026-01-31T08:05:09Z",
  evaluated: "2026-01-31T08:00:00Z",
  parameters: {},
  tags: {},
  metrics: { rouge1, rouge2: 0.25, rougeL: 0.375, bleu: 12.34, n_questions: 81 },
  hashes: { model: null, bundle_manifest: "00", prompt: "00" },
  report_sha256: "00",
});

const register = (version, rouge1) => {
  const history = [{ version, since: "2026-01-31T08:05:09Z" }];
  const body = { format_version: 1, champion: champion(version, rouge1), history };
  return writeFile(join(registry, "registry.json"), JSON.stringify(body));
};

before(async () => {
  registry = await mkdtemp(join(tmpdir(), "recruta-registry-"));
  await register(3, 0.4567);
  server = await startServer({ more: ["--registry", registry] });
  proxy = await startProxy(server.url);
  profile = await newProfile();
});

after(async () => {
  await profile?.remove();
  await proxy?.close();
  await server?.stop();
  await rm(registry, { recursive: true, force: true });
});

const about = (page) => page.getByRole("region", { name: /^(Sobre esta versão|About this version)$/ });

async function openAbout(page) {
  await page.getByRole("button", { name: /^(Modelo de texto|Text model)/ }).click();
  await about(page).waitFor();
}

test("the champion is shown with its ROUGE and BLEU, in both languages", async () => {
  const { page, problems } = await profile.open(proxy.url);
  await app.waitUntilReady(page);
  await openAbout(page);
  await about(page).getByText("Versão 3 registrada, avaliada em 31/01/2026 com 81 perguntas.").waitFor();
  const scores = await about(page).getByRole("definition").allTextContents();
  assert.deepEqual(scores, ["0,457", "0,250", "0,375", "12,3"]);
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Switch to English" }).click();
  await openAbout(page);
  await about(page).getByText("Registered version 3, evaluated on 2026-01-31 with 81 questions.").waitFor();
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Mudar para português" }).click();
  await page.evaluate(() => navigator.serviceWorker.ready);
  app.assertQuiet(problems);
});

test("another champion is shown at the next visit, and with the server down as well", async () => {
  await register(4, 0.5);
  const { page, problems } = await profile.open(proxy.url);
  await app.waitUntilReady(page);
  await openAbout(page);
  await about(page).getByText(/^Versão 4 registrada/).waitFor();
  await proxy.close();
  await page.reload();
  await app.waitUntilReady(page);
  await openAbout(page);
  await about(page).getByText(/^Versão 4 registrada/).waitFor();
  app.assertQuiet(problems);
});
