// The mock interview by keyboard alone, as a screen reader meets it, and on a phone.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { assertAccessible, inSight, sideways, tabTo } from "./support/accessible.mjs";
import { assertQuiet } from "./support/app.mjs";
import { newProfile, phone, until } from "./support/browser.mjs";
import * as interview from "./support/interview.mjs";
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

for (const colorScheme of ["light", "dark"]) {
  test(`no serious violation in the ${colorScheme} theme, from set-up to report`, async () => {
    const { page, problems } = await profile.open(server.url, { colorScheme });
    await interview.visit(page, server.url);
    await page.getByText(/\d+ (de \d+ )?vagas/).waitFor();
    await assertAccessible(page, "set-up");
    await interview.begin(page);
    await assertAccessible(page, "first question");
    await interview.reply(page, interview.TALK[0].answer);
    await page.getByRole("button", { name: "Dica" }).last().click();
    await assertAccessible(page, "score and hints");
    await page.getByRole("button", { name: "Pausar" }).click();
    await assertAccessible(page, "break");
    await page.getByRole("button", { name: "Continuar" }).click();
    await interview.talkToTheEnd(page);
    await interview.readReport(page);
    await assertAccessible(page, "report");
    await page.getByRole("button", { name: "Voltar ao início" }).click();
    await page.getByRole("button", { name: "Apagar todas as entrevistas" }).click();
    await assertAccessible(page, "history");
    assertQuiet(problems);
  });
}

test("the keyboard alone chooses, answers, skips and reads the report", async () => {
  const { page, problems } = await profile.open(server.url);
  await interview.visit(page, server.url);
  await tabTo(page, page.getByRole("searchbox", { name: "Buscar vaga" }));
  await page.keyboard.type(interview.VACANCY.id);
  await page.getByText("1 vaga", { exact: true }).waitFor();
  await tabTo(page, interview.vacancyOption(page, interview.VACANCY));
  await page.keyboard.press("Space");
  await page.getByText(`Escolhida: ${interview.VACANCY.title}`).waitFor();
  await tabTo(page, page.getByRole("button", { name: "Começar a entrevista" }));
  await page.keyboard.press("Enter");
  await interview.answerBox(page).waitFor();
  for (let turn = await interview.waiting(page); turn; turn = await interview.waiting(page)) {
    await interview.focused(page, turn);
    const words = interview.sayingTo(turn);
    await tabTo(page, words ? interview.answerBox(page) : interview.openTurn(page).getByRole("button", { name: "Pular" }));
    if (words) await page.keyboard.insertText(words);
    await page.keyboard.press(words ? "Control+Enter" : "Enter");
    await page.locator(`#${turn}`).waitFor({ state: "detached" });
  }
  await interview.focused(page, "entrevista-fim");
  await tabTo(page, page.getByRole("button", { name: "Ver o relatório" }));
  await page.keyboard.press("Enter");
  await interview.focused(page, "relatorio");
  assertQuiet(problems);
});

test("a screen reader finds landmarks, names and states", async () => {
  const { page } = await profile.open(server.url);
  await interview.visit(page, server.url);
  await interview.begin(page);
  const tree = await page.getByRole("main").ariaSnapshot();
  for (const part of [
    /heading "Desenvolvedor Back-end Python SR" \[level=1\]/,
    /progressbar "Pergunta 1 de 5"/,
    /list "Entrevista"/,
    /article "Pergunta 1 · /,
    /textbox "Sua resposta"/,
    /button "Enviar resposta"/,
    /button "Pular"/,
  ]) {
    assert.match(tree, part);
  }
  const skip = page.getByRole("link", { name: "Ir para a entrevista" });
  await tabTo(page, skip, "Shift+Tab");
  await page.keyboard.press("Enter");
  assert.equal(await page.locator(":focus").getAttribute("id"), "entrevista");
});

test("on a phone the interview works, nothing scrolls sideways, and buttons are large enough", async () => {
  const { page, problems } = await profile.open(server.url, phone);
  await interview.visit(page, server.url);
  await page.getByText(/\d+ (de \d+ )?vagas/).waitFor();
  assert.equal(await sideways(page), 0);
  await interview.begin(page, { mode: "Ao vivo" });
  assert.equal(await sideways(page), 0);
  // Scrolling is smooth, so it takes a moment until all of it is there: what is asked, whereof, the box, and the time.
  const shown = [page.getByRole("heading", { name: /^Pergunta 1/ }), interview.openTurn(page).locator(".asked"), page.getByRole("timer")];
  for (const locator of [...shown, interview.openTurn(page).getByRole("button", { name: "Enviar resposta" })]) {
    await until(() => inSight(locator));
  }
  await interview.reply(page, interview.TALK[0].answer);
  assert.equal(await sideways(page), 0);
  const small = await page.getByRole("main").getByRole("button").evaluateAll((buttons) =>
    buttons.map((button) => [button.textContent, button.getBoundingClientRect().height]).filter(([, height]) => height > 0 && height < 44),
  );
  assert.deepEqual(small, []);
  await interview.talkToTheEnd(page);
  await interview.readReport(page);
  assert.equal(await sideways(page), 0);
  assertQuiet(problems);
});
