import assert from "node:assert/strict";
import { test } from "node:test";

import { Host } from "../js/host.js";
import { MemoryFolder } from "../js/folder.js";
import { Server, breathe, bytesOf, lastingFolder, sha256, siteOf, storeOf } from "./support.mjs";

const LAST = new Set(["models", "loaded", "answer", "insight", "interview", "done", "error", "debug_parity"]);

const WEIGHTS = { "retriever.gguf": bytesOf(3000), "tokenizer.json": bytesOf(40), "small.gguf": bytesOf(5000, 5) };

function entry(id, role, names, extra = {}) {
  const files = names.map((name) => ({ name, bytes: WEIGHTS[name].length, sha256: sha256(WEIGHTS[name]) }));
  return { id, role, name: id, licence: "Apache-2.0", languages: ["en"], available: true, files, ...extra };
}

function siteFiles() {
  const models = [
    entry("minilm", "retriever", ["retriever.gguf", "tokenizer.json"]),
    entry("small", "generator", ["small.gguf"]),
    entry("absent", "generator", ["tokenizer.json"], { available: false, files: [{ name: "a.gguf", bytes: null, sha256: null }] }),
    entry("native", "generator", ["small.gguf"], { browser: false }),
  ];
  const json = (value) => new TextEncoder().encode(JSON.stringify(value));
  return {
    "/models.json": json({ version: 1, models }),
    "/interview.json": json({ "rubric.json": "{}" }),
    "/bundle/manifest.json": json({ parts: { "p.json": { size_bytes: 7 } } }),
    "/bundle/p.json": bytesOf(7),
    "/models/minilm/retriever.gguf": WEIGHTS["retriever.gguf"],
    "/models/minilm/tokenizer.json": WEIGHTS["tokenizer.json"],
    "/models/small/small.gguf": WEIGHTS["small.gguf"],
  };
}

/** The engine's twin: answers with as many tokens as asked for, says what was done to it. */
class FakeEngine {
  hasRetriever = false;
  log = [];
  events = [];
  hasBundle = false;
  hasInterviewer = false;
  openInterviewer(pack) {
    this.log.push(`interviewer ${pack.length}`);
    this.hasInterviewer = true;
  }
  interview(command) {
    this.log.push(JSON.parse(command).type);
    return { type: "interview", session: { current: 1 } };
  }
  beginWriting(command) {
    this.log.push(JSON.parse(command).type);
    this.events = [{ type: "token", n_tokens: 1 }, { type: "interview", session: { current: 2 } }];
  }
  stepWriting() {
    return this.events.shift();
  }
  openBundle(manifest, parts) {
    this.hasBundle = true;
    this.log.push(`bundle ${Object.keys(parts)}`);
  }
  loadRetriever(file, tokenizer, progress) {
    this.log.push(`retriever ${file.size} ${tokenizer.length}`);
    progress(file.size, file.size);
    this.hasRetriever = true;
  }
  loadGenerator(file) {
    this.log.push(`generator ${file.size}`);
  }
  unloadGenerator() {
    this.log.push("unload generator");
  }
  unload() {
    this.log.push("unload");
    this.hasRetriever = this.hasBundle = this.hasInterviewer = false;
  }
  begin(question, prose, followUp, reuse, filters) {
    this.log.push(`ask ${prose} ${followUp} ${reuse} ${filters}`);
    if (question === "") throw { code: "bad_request", message: "empty" };
    const tokens = Array.from({ length: 40 }, (_, at) => ({ type: "token", n_tokens: at + 1 }));
    const sources = [{ passage: "p-1" }, { passage: "p-0" }];
    this.events = [{ type: "evidence", evidence: { sources } }, ...tokens, { type: "answer", status: "shown" }];
  }
  step() {
    const event = this.events.shift();
    if (event instanceof Error) throw event;
    return event;
  }
  stop() {
    this.events = [{ type: "answer", status: "stopped" }];
  }
  insight(family, level) {
    if (family === "nobody") throw { code: "bad_request", message: "no such family" };
    return { type: "insight", insight: { family: family ?? null, level: level ?? null } };
  }
  trace(question, n_tokens) {
    return { passages: ["p-1"], prompt: question, tokens: Array.from({ length: n_tokens }, (_, at) => at) };
  }
}

function hostOf({ folder = lastingFolder(), switches = {}, engine = new FakeEngine() } = {}) {
  const server = new Server(siteFiles(), switches);
  const messages = [];
  const died = [];
  const post = (message) => messages.push(message);
  const store = storeOf(server, { folder });
  // The bundle has no part of the other name, and need not.
  const shared = { engine, bundleParts: ["p.json", "optional.json"], site: siteOf(server), store, breathe };
  const env = { ...shared, post, takePanic: () => env.panic, die: (error) => died.push(error) };
  const host = new Host(env);
  let nextId = 5000;
  const send = async (command, id = nextId++) => {
    await host.receive({ id, ...command });
    return of(id);
  };
  const of = (id) => messages.filter((message) => message.id === id);
  return { host, send, of, messages, engine, env, server, died, folder };
}

/** Exactly one last event, at the end. */
function assertProtocol(messages) {
  for (const id of new Set(messages.map((message) => message.id))) {
    const events = messages.filter((message) => message.id === id);
    const ends = events.filter((event) => LAST.has(event.type)).length;
    assert.equal(ends, 1, `request ${id} has ${ends} last events`);
    assert.ok(LAST.has(events.at(-1).type), `request ${id} goes on after its last event`);
  }
}

const types = (messages) => messages.map((message) => message.type);

async function ready(options) {
  const all = hostOf(options);
  await all.send({ type: "load_retriever" }, 1000);
  return all;
}

test("the retriever is fetched, stored and loaded with its bundle", async () => {
  const { send, engine, messages } = hostOf();
  const events = await send({ type: "load_retriever" });
  assert.deepEqual(engine.log, ["bundle p.json", "retriever 3000 40"]);
  assert.equal(events.at(-1).type, "loaded");
  const totals = events.filter((e) => e.type === "progress").map((e) => `${e.stage} ${e.model} ${e.total_bytes}`);
  const bundle = `download bundle ${siteFiles()["/bundle/manifest.json"].length + 7}`;
  assert.deepEqual([...new Set(totals)], [bundle, "download minilm 3040", "load minilm 3000"]);
  const [models] = await send({ type: "models" });
  assert.deepEqual(models.models.map((m) => [m.id, m.stored, m.loaded, m.available, m.size_bytes]), [
    ["minilm", true, true, true, 3040],
    ["small", false, false, true, 5000],
    ["absent", false, false, false, 0],
  ]);
  assertProtocol(messages);
});

test("an interview gets bundle and question bank once, and no model", async () => {
  const { send, engine, messages, server } = hostOf();
  const request = { vacancy: "1", language: "pt", n_questions: 5, mode: "practice" };
  const planned = await Promise.all([1, 2].map(() => send({ type: "interview_plan", request })));
  assert.deepEqual(planned.map((events) => events.at(-1).session), [{ current: 1 }, { current: 1 }]);
  await send({ type: "interview_answer", session: {}, question: 1, text: "…" });
  const opened = engine.log.filter((line) => /^(bundle|interviewer|retriever)/.test(line));
  assert.deepEqual(opened, ["bundle p.json", `interviewer ${siteFiles()["/interview.json"].length}`]);
  assert.ok(server.requests.every(({ pathname }) => !pathname.startsWith("/models/")));
  // A retriever that comes later needs no second bundle.
  await send({ type: "load_retriever" });
  assert.equal(engine.log.filter((line) => line.startsWith("bundle")).length, 1);
  assertProtocol(messages);
});

for (const type of ["interview_rephrase", "interview_advice"]) {
  test(`the generator writes for ${type}; without one the session stays as it is`, async () => {
    const { send, engine, messages } = await ready();
    const command = { type, session: { current: 7 }, question: 1 };
    assert.deepEqual((await send(command)).map((event) => event.session), [{ current: 7 }]);
    await send({ type: "load_generator", model: "small" });
    assert.deepEqual(types(await send(command)), ["token", "interview"]);
    assert.equal(engine.log.at(-1), type);
    assertProtocol(messages);
  });
}

test("a second load says loaded and does nothing; two at once load once", async () => {
  const { send, engine, messages } = hostOf();
  await Promise.all([send({ type: "load_retriever" }), send({ type: "load_retriever" })]);
  await send({ type: "load_retriever" });
  assert.equal(engine.log.filter((line) => line.startsWith("retriever")).length, 1);
  assertProtocol(messages);
});

test("a generator replaces the one before, and is gone when it is deleted", async () => {
  const { send, engine, messages, folder } = await ready();
  assert.deepEqual(types(await send({ type: "load_generator", model: "small" })).at(-1), "loaded");
  assert.deepEqual(engine.log.slice(-2), ["unload generator", "generator 5000"]);
  const [deleted] = await send({ type: "delete_model", model: "small" });
  assert.equal(deleted.models.find((model) => model.id === "small").stored, false);
  assert.equal(engine.log.at(-1), "unload generator");
  assert.equal(await folder.size(sha256(WEIGHTS["small.gguf"])), undefined);
  assertProtocol(messages);
});

test("where nothing lasts, models are loaded from memory and not kept", async () => {
  const { send, folder } = await ready({ folder: new MemoryFolder() });
  assert.equal((await send({ type: "load_generator", model: "small" })).at(-1).type, "loaded");
  const [models] = await send({ type: "models" });
  assert.deepEqual(models.models.slice(0, 2).map((m) => [m.stored, m.loaded]), [[false, true], [false, true]]);
  assert.equal(await folder.size(sha256(WEIGHTS["small.gguf"])), undefined);
});

test("what a question is about is handed on as it was asked, and left out means everything", async () => {
  const { send, engine } = await ready();
  await send({ type: "ask", question: "a", prose: true, filters: { level: "Pleno", sap: true } });
  assert.equal(engine.log.at(-1), 'ask true false true {"level":"Pleno","sap":true}');
  await send({ type: "ask", question: "a", prose: false, follow_up: true });
  assert.equal(engine.log.at(-1), "ask false true true {}");
});

test("asking streams the engine's events, the answer last", async () => {
  const { send, messages } = await ready();
  const events = await send({ type: "ask", question: "Python?", prose: true });
  assert.deepEqual([types(events)[0], types(events)[1], types(events).at(-1)], ["evidence", "token", "answer"]);
  assertProtocol(messages);
});

test("stop ends a running answer within one token, and a waiting one before it begins", async () => {
  const { send, of, messages } = await ready();
  const running = send({ type: "ask", question: "a", prose: true }, 1);
  const waiting = send({ type: "ask", question: "b", prose: true }, 2);
  await breathe();
  await breathe();
  const before = of(1).length;
  await send({ type: "stop", target: 2 }, 3);
  await send({ type: "stop", target: 1 }, 4);
  await Promise.all([running, waiting]);
  assert.ok(of(1).length <= before + 2, "at most one more token, then the answer");
  assert.equal(of(1).at(-1).status, "stopped");
  assert.deepEqual(of(2).map((event) => event.error?.code), ["cancelled"]);
  assert.deepEqual(types([...of(3), ...of(4)]), ["done", "done"]);
  assertProtocol(messages);
});

test("stop ends a download, which goes on where it was", async () => {
  let open = () => {};
  const { send, of, env, server } = await ready();
  server.gate = (at) => at >= 2000 && new Promise((resolve) => (open = resolve));
  const loading = send({ type: "load_generator", model: "small" }, 1);
  while (!of(1).some((event) => event.done_bytes === 1000)) await breathe();
  for (let i = 0; i < 20; i += 1) await breathe();
  const stopped = send({ type: "stop", target: 1 }, 2);
  open();
  await Promise.all([loading, stopped]);
  assert.equal(of(1).at(-1).error.code, "cancelled");
  server.gate = undefined;
  assert.equal((await send({ type: "load_generator", model: "small" })).at(-1).type, "loaded");
  assert.equal(server.requests.at(-1).range, "bytes=2000-");
  assert.equal(env.engine.hasRetriever, true);
});

test("questions are answered while a model is downloaded", async () => {
  let open = () => {};
  const { send, of, server } = await ready();
  server.gate = () => new Promise((resolve) => (open = resolve));
  const loading = send({ type: "load_generator", model: "small" }, 1);
  assert.equal((await send({ type: "ask", question: "a", prose: false })).at(-1).type, "answer");
  assert.equal(of(1).filter((event) => LAST.has(event.type)).length, 0);
  server.gate = undefined;
  open();
  assert.equal((await loading).at(-1).type, "loaded");
});

test("deleting a model stops its download", async () => {
  let open = () => {};
  const { send, of, server, messages } = await ready();
  server.gate = (at) => at > 0 && new Promise((resolve) => (open = resolve));
  const loading = send({ type: "load_generator", model: "small" }, 1);
  while (of(1).length === 0) await breathe();
  const deletion = send({ type: "delete_model", model: "small" }, 2);
  open();
  await Promise.all([loading, deletion]);
  assert.equal(of(1).at(-1).error.code, "cancelled");
  assert.equal(of(2).at(-1).type, "models");
  assertProtocol(messages);
});

test("bad requests get a typed error", async () => {
  const { host, send, messages } = await ready();
  const code = async (command) => (await send(command)).at(-1).error.code;
  assert.equal(await code({ type: "dance" }), "bad_request");
  assert.equal(await code({}), "bad_request");
  assert.equal(await code({ type: "ask", question: 7, prose: true }), "bad_request");
  assert.equal(await code({ type: "ask", question: "a" }), "bad_request");
  assert.equal(await code({ type: "ask", question: "", prose: true }), "bad_request");
  assert.equal(await code({ type: "stop" }), "bad_request");
  assert.equal(await code({ type: "load_generator", model: "minilm" }), "bad_request");
  assert.equal(await code({ type: "load_generator", model: "nobody" }), "model_missing");
  assert.equal(await code({ type: "load_generator", model: "native" }), "model_missing");
  assert.equal(await code({ type: "load_generator", model: "absent" }), "model_missing");
  assertProtocol(messages);
  for (const data of [undefined, null, 7, "ask", {}, { id: "1", type: "models" }]) {
    await host.receive(data);
    assert.equal(messages.at(-1).error.code, "bad_request");
    assert.equal(messages.at(-1).id, undefined);
  }
});

test("a generator needs the retriever first", async () => {
  const { send } = hostOf();
  assert.equal((await send({ type: "load_generator", model: "small" })).at(-1).error.code, "model_missing");
});

test("a host without catalogue or bundle says so, and is asked again", async () => {
  const { send, server } = hostOf();
  const respond = (path) => path === "/models.json" && new Response("<html>", { headers: { "content-type": "text/html" } });
  server.respond = respond;
  assert.match((await send({ type: "models" })).at(-1).error.message, /models.json is not on this server/);
  server.respond = () => new Response("[1]");
  assert.equal((await send({ type: "models" })).at(-1).error.code, "internal");
  server.respond = (path) => path.startsWith("/bundle/p") && new Response("", { status: 404 });
  assert.equal((await send({ type: "load_retriever" })).at(-1).error.code, "model_missing");
  server.respond = undefined;
  assert.equal((await send({ type: "load_retriever" })).at(-1).type, "loaded");
});

test("a trap fails everything under way, then the engine is declared dead", async () => {
  const { send, of, engine, died, messages } = await ready();
  const first = send({ type: "ask", question: "a", prose: true }, 1);
  const second = send({ type: "ask", question: "b", prose: true }, 2);
  await breathe();
  engine.events = [new WebAssembly.RuntimeError("unreachable")];
  await Promise.all([first, second]);
  assert.equal(of(1).at(-1).error.code, "out_of_memory");
  assert.equal(of(2).at(-1).error.code, "internal");
  assert.equal(died.length, 1);
  assert.equal((await send({ type: "models" })).at(-1).error.code, "out_of_memory");
  assertProtocol(messages);
});

test("a panic is told with its message", async () => {
  const { send, engine, env, died } = await ready();
  const asking = send({ type: "ask", question: "a", prose: true }, 1);
  await breathe();
  env.panic = "index out of bounds";
  engine.events = [new WebAssembly.RuntimeError("unreachable")];
  assert.match((await asking).at(-1).error.message, /index out of bounds/);
  assert.deepEqual([died.length, died[0].code], [1, "internal"]);
});

test("parity gives passages, prompt and the first sixteen tokens", async () => {
  const { send } = await ready();
  const [parity] = await send({ type: "debug_parity", question: "a" });
  assert.deepEqual([parity.passages, parity.prompt, parity.tokens.length], [["p-1"], "a", 16]);
});

test("the numbers of a group are one event; families that do not exist are refused", async () => {
  const { send, messages } = await ready();
  const [everybody] = await send({ type: "insight" });
  assert.deepEqual([everybody.type, everybody.insight], ["insight", { family: null, level: null }]);
  const [java] = await send({ type: "insight", family: "java", level: null });
  assert.deepEqual(java.insight, { family: "java", level: null });
  const refused = [await send({ type: "insight", family: "nobody" }), await send({ type: "insight", level: 3 })];
  assert.deepEqual(refused.map((events) => events.at(-1).error.code), ["bad_request", "bad_request"]);
  assertProtocol(messages);
});
