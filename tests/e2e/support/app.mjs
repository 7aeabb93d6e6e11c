// The page's parts by role and name, and what a user does with them.
import assert from "node:assert/strict";

export const SMALL_MODEL = "smollm2-135m-instruct-q4_1";
export const PORTUGUESE = "Quais competências técnicas são mais valorizadas para a vaga Python?";
export const ENGLISH = "Which technical skills do our Python hires share?";

export const questionBox = (page) => page.getByRole("textbox", { name: /^(Sua pergunta|Your question)$/ });
export const entryOf = (page, question) => page.getByRole("article", { name: question }).last();
export const sourcesOf = (entry) => entry.getByRole("region", { name: /^(Fontes|Sources)/ }).getByRole("article");
export const citationsOf = (entry) => entry.getByRole("link", { name: /^(Abrir fonte|Open source) \d+$/ });
export const verdictOf = (entry) => entry.locator("[data-status]");
export const problemsOf = (scope) => scope.locator(".problem");
export const modelPanel = (page) => page.getByRole("dialog", { name: "Modelo de texto" });
export const modelCard = (page) => page.locator(`#modelo-${CSS_ESCAPED_SMALL_MODEL}`);

const CSS_ESCAPED_SMALL_MODEL = SMALL_MODEL.replaceAll(".", "\\.");

export async function waitUntilReady(page) {
  await page.locator(".preparing:empty").waitFor({ state: "attached" });
}

// Types and sends a question; gives its article.
export async function ask(page, question) {
  await questionBox(page).fill(question);
  await questionBox(page).press("Enter");
  const entry = entryOf(page, question);
  await entry.waitFor();
  return entry;
}

export async function waitUntilAnswered(entry) {
  await entry.getByRole("button", { name: /Copiar com fontes|Copy with sources/ }).waitFor();
}

// Downloads (or takes from the store) and loads the small model through the panel.
export async function loadSmallModel(page) {
  await page.getByRole("button", { name: /^Modelo de texto/ }).click();
  const card = modelCard(page);
  await card.getByRole("button", { name: /^(Baixar e usar|Usar)/ }).click();
  await card.getByText("Em uso", { exact: true }).waitFor();
  await modelPanel(page).getByRole("button", { name: "Fechar" }).click();
}

export function assertQuiet(problems) {
  assert.deepEqual(problems, []);
}
