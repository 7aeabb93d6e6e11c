// Personal data of many kinds, planted in every free-text field of the exports: none of it may come out anywhere. Not in
// the bundle, not in what the programs log, not in a prompt, not over HTTP, not on the page.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtemp, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { setTimeout } from "node:timers/promises";
import { promisify } from "node:util";

import * as app from "./support/app.mjs";
import { engineLog, newProfile } from "./support/browser.mjs";
import { product, startServer } from "./support/product.mjs";

const run = promisify(execFile);
const QUESTION = "Quem conhece Kubernetes e Terraform?";
const GENERATOR = `${app.SMALL_MODEL}/SmolLM2-135M-Instruct.Q4_1.gguf`;

let canaries;
let folder;
let bundle;
let ingested;

before(async () => {
  const lines = await readFile(new URL("../eval/redaction_canaries.jsonl", import.meta.url), "utf8");
  canaries = lines.trim().split("\n").map((line) => JSON.parse(line));
  folder = await mkdtemp(join(tmpdir(), "recruta-privacy-"));
  bundle = join(folder, "bundle");
  const exports = { applicants: applicants(), prospects: prospects(), vagas: vacancies() };
  const args = ["ingest", "--models", product.models, "--out", bundle];
  for (const [name, records] of Object.entries(exports)) {
    const file = join(folder, `${name}.json`);
    await writeFile(file, JSON.stringify(records));
    args.push(`--${name}`, file);
  }
  ingested = await run(product.cli, args);
});

after(() => rm(folder, { recursive: true, force: true }));

const namesOf = (role) => [...new Set(canaries.flatMap(({ names }) => names?.[role] ?? []))];
// There are more candidates than clients and managers, so all of them come in.
const oneOf = (role, at) => namesOf(role)[at % namesOf(role).length];
// Each canary stands on a line of its own, and the skill after them shows that the field was used. A CV names its own
// candidate in many ways; what is written about a vacancy does not.
const planted = (skill, candidate) => {
  const others = namesOf("candidate").filter((name) => name !== candidate).flatMap((name) => fold(name).split(" "));
  const lines = canaries.flatMap(({ plants }) => plants).filter((plant) => !others.some((word) => fold(plant).includes(word)));
  return `${lines.join("\n")}\nFerramenta: ${skill}\n`;
};

function applicants() {
  const records = namesOf("candidate").map((nome, at) => [String(70 + at), ((planted) => ({
    infos_basicas: { nome, codigo_profissional: String(70 + at), objetivo_profissional: planted("Docker"), local: "Osasco, São Paulo" },
    informacoes_pessoais: { nome },
    informacoes_profissionais: {
      titulo_profissional: "Analista de infraestrutura", area_atuacao: planted("Python"), conhecimentos_tecnicos: planted("Oracle"),
      certificacoes: planted("Scrum"), outras_certificacoes: planted("ITIL"), qualificacoes: planted("Redis"),
      experiencias: planted("Jenkins"),
    },
    formacao_e_idiomas: { outro_idioma: planted("Hive"), cursos: planted("Linux"), instituicao_ensino_superior: planted("Selenium"), outro_curso: planted("Cypress") },
    cargo_atual: { cargo_atual: planted("Grafana"), cliente: oneOf("client", at), nome_superior_imediato: oneOf("manager", at) },
    cv_pt: planted("Kubernetes e Terraform"), cv_en: planted("MongoDB, Elasticsearch, RabbitMQ, Cassandra"),
  }))((skill) => planted(skill, nome))]);
  return Object.fromEntries(records);
}

function prospects() {
  const rows = namesOf("candidate").map((nome, at) => ({
    nome, codigo: String(70 + at), situacao_candidado: "Aprovado", data_candidatura: "01-01-2021", ultima_atualizacao: "02-01-2021",
    comentario: planted("COBOL"), recrutador: oneOf("recruiter", at),
  }));
  const others = namesOf("recruiter").map((recrutador) => ({ ...rows[0], situacao_candidado: "Prospect", codigo: "9", recrutador }));
  return { 5: { titulo: "Analista de Kubernetes", modalidade: "", prospects: [...rows, ...others] } };
}

function vacancies() {
  return { 5: {
    informacoes_basicas: {
      titulo_vaga: "Analista de Kubernetes", vaga_sap: "Não", cliente: namesOf("client")[0], tipo_contratacao: "CLT Full",
      requisitante: namesOf("manager")[0], objetivo_vaga: planted("Puppet"),
    },
    perfil_vaga: {
      cidade: "São Paulo", estado: "São Paulo", "nivel profissional": "Sênior", areas_atuacao: "TI - Infraestrutura-",
      principais_atividades: planted("Ansible"), competencia_tecnicas_e_comportamentais: planted("Kubernetes e Terraform"),
      habilidades_comportamentais_necessarias: planted("Helm"), demais_observacoes: planted("Nomad"),
    },
    beneficios: {},
  } };
}

const fold = (text) => text.normalize("NFD").replaceAll(/\p{M}/gu, "").toLowerCase();

// Scores and times may look like salaries and telephones: fractions that are values of JSON, of the log, or of a metric, and the
// instants of the log do not count.
const withoutReadings = (text) => text
  .replaceAll(/(":|_ms=|^[a-z_]+(?:\{.*\})? )-?\d+\.\d+/gm, "$1")
  .replaceAll(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d+Z/g, "");

function assertClean(said, place) {
  const text = withoutReadings(said);
  const folded = fold(text);
  const found = canaries.flatMap(({ kind, secret }) => secret
    .filter((secret) => folded.includes(fold(secret)))
    .map((secret) => `${kind}: ${secret}: …${text.substr(Math.max(0, folded.indexOf(fold(secret)) - 40), 100)}…`));
  assert.deepEqual(found, [], place);
}

test("at least 40 kinds are planted, and the fields were used", async () => {
  assert.ok(canaries.length >= 40, `${canaries.length} kinds`);
  const passages = await readFile(join(bundle, "passages.json"), "utf8");
  for (const skill of ["Docker", "Oracle", "Scrum", "Redis", "Jenkins", "Linux", "Grafana", "Terraform"]) {
    assert.ok(passages.includes(skill), `${skill} is lost`);
  }
});

test("nothing planted is in the bundle, its report, or what ingestion prints", async () => {
  for (const name of await readdir(bundle)) {
    if (!name.endsWith(".safetensors")) assertClean(await readFile(join(bundle, name), "utf8"), name);
  }
  assertClean(ingested.stdout + ingested.stderr, "output of ingest");
});

test("nothing planted is in a prompt", async () => {
  const args = ["ask", QUESTION, "--bundle", bundle, "--models", product.models, "--debug-parity"];
  const { stdout, stderr } = await run(product.cli, [...args, "--generator", join(product.models, GENERATOR)]);
  const { prompt, passages } = JSON.parse(stdout);
  assert.ok(passages.length > 0 && prompt.includes("Terraform"));
  assertClean(prompt + stderr, "prompt");
});

test("nothing planted comes over HTTP, is logged, or is on the page", async () => {
  const server = await startServer({ bundle });
  while ((await fetch(`${server.url}/readyz`)).status !== 200) await setTimeout(50);
  const profile = await newProfile();
  try {
    for (const [path, body] of [["responder", { pergunta: QUESTION }], ["info", {}]]) {
      const response = await fetch(`${server.url}/${path}`, {
        method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body),
      });
      assert.equal(response.status, 200);
      assertClean(await response.text(), path);
    }
    const { page } = await profile.open(server.url);
    const entry = await app.ask(page, QUESTION);
    await app.waitUntilAnswered(entry);
    assert.ok((await app.sourcesOf(entry).count()) > 0);
    assertClean(await page.locator("body").innerText(), "page");
    assertClean(JSON.stringify(await engineLog(page)), "messages of the engine");
    assertClean(await (await fetch(`${server.url}/metrics`)).text(), "metrics");
    assertClean(server.log.join("\n"), "server's log");
  } finally {
    await profile.remove();
    await server.stop();
  }
});
