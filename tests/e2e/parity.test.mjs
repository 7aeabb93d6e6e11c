// The engine in the tab and the native one: same vector and logits to the last bit, same passages, same prompt bytes, same first
// tokens.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { after, before, test } from "node:test";
import { promisify } from "node:util";

import { newProfile } from "./support/browser.mjs";
import { product, startServer } from "./support/product.mjs";

const MODEL = "smollm2-135m-instruct-q4_1";

const QUESTIONS = [
  "Perfis com mainframe e COBOL",
  "Do hired Java developers know Spring Boot?",
  "What skills do SAP consultants have in common?",
  "Which tools do hired QA analysts know?",
  "Which skills do hired data engineers share?",
  "Quais competências técnicas são mais valorizadas para a vaga Python?",
  "O que os contratados de QA têm em comum?",
];

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

async function native(question) {
  const { bundle, models, cli } = product;
  const args = ["ask", question, "--bundle", bundle, "--models", models, "--debug-parity"];
  const generator = `${models}/${MODEL}/SmolLM2-135M-Instruct.Q4_1.gguf`;
  const { stdout } = await promisify(execFile)(cli, [...args, "--generator", generator]);
  return JSON.parse(stdout);
}

// A worker of the test's own, spoken to as the page speaks to its one.
async function inTab(page, questions) {
  return page.evaluate(async ([model, questions]) => {
    const { base } = await (await fetch("/engine.json")).json();
    const worker = new Worker(`${base}worker.js`, { type: "module" });
    const last = ["models", "loaded", "answer", "done", "error", "debug_parity"];
    let id = 0;
    const ask = (command) => new Promise((resolve, reject) => {
      const mine = ++id;
      worker.addEventListener("message", function hear({ data }) {
        if (data.id !== mine || !last.includes(data.type)) return;
        worker.removeEventListener("message", hear);
        if (data.type === "error") reject(new Error(data.error.message));
        else resolve(data);
      });
      worker.postMessage({ id: mine, ...command });
    });
    await ask({ type: "load_retriever" });
    await ask({ type: "load_generator", model });
    const traces = [];
    for (const question of questions) {
      const { id, type, ...trace } = await ask({ type: "debug_parity", question });
      traces.push(trace);
    }
    worker.terminate();
    return traces;
  }, [MODEL, questions]);
}

test("questions give the same vector, passages, prompt, logits and first tokens natively and in wasm", async () => {
  const { page } = await profile.open(server.url);
  const traces = await inTab(page, QUESTIONS);
  for (const [at, question] of QUESTIONS.entries()) {
    const expected = await native(question);
    assert.ok(expected.vector_sha256.length === 64 && expected.passages.length > 0 && expected.prompt.includes(question), question);
    assert.equal(expected.tokens.length, 16, question);
    assert.deepEqual(traces[at], expected, question);
  }
});
