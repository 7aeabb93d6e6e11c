// Threads in the tab: which build runs where, that all give the same, and that nothing hangs when one is lost.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import * as app from "./support/app.mjs";
import { engineLog, newProfile, until } from "./support/browser.mjs";
import { end, loadGenerator, loadModels, loadRetriever, openBare, openTab, send, start } from "./support/engine.mjs";
import { startServer } from "./support/product.mjs";
import { changed, htmlInstead, startProxy } from "./support/proxy.mjs";
import { startStaticHost } from "./support/static_host.mjs";

const QUESTION = app.PORTUGUESE;
const ASK = { type: "ask", question: QUESTION, prose: true };

let server;
let host;
// Of a visitor of the page, with its service worker, and of the tests that speak to the engine's worker alone: an answer
// of the service worker has no query, so a worker that it starts is not told what the test asks for.
let visitor;
let profile;
let base;

before(async () => {
  server = await startServer();
  host = await startStaticHost();
  visitor = await newProfile();
  profile = await newProfile();
  ({ base } = await (await fetch(`${server.url}/engine.json`)).json());
});

after(async () => {
  await visitor?.remove();
  await profile?.remove();
  await host?.close();
  await server?.stop();
});

// A proxy before the server that changes scripts of the engine on their way: `{ "worker.js": (text) => text }`.
async function withChanged(scripts, work) {
  const faults = {};
  for (const [name, change] of Object.entries(scripts)) {
    faults[base + name] = changed((body) => Buffer.from(change(String(body))));
  }
  const proxy = await startProxy(server.url, faults);
  try {
    return await work(proxy);
  } finally {
    await profile.close();
    await proxy.close();
  }
}

async function trace(page, query) {
  const { build, threads } = await start(page, query);
  await loadModels(page);
  const { passages, prompt, tokens } = (await send(page, { type: "debug_parity", question: QUESTION })).at(-1);
  await end(page);
  return { build, threads, passages, prompt, tokens };
}

test("the page from our server runs the build with threads, one a core", async () => {
  const { page, problems } = await visitor.open(server.url);
  await app.waitUntilReady(page);
  const { build, threads } = (await engineLog(page)).find(({ type }) => type === "ready");
  const cores = await page.evaluate(() => navigator.hardwareConcurrency);
  assert.deepEqual({ build, threads }, { build: "threads", threads: Math.min(cores, 8) });
  app.assertQuiet(problems);
});

test("a static host without isolation headers works on one thread", async () => {
  const { page, problems } = await visitor.open(host.url);
  await app.waitUntilReady(page);
  const { build, threads } = (await engineLog(page)).find(({ type }) => type === "ready");
  assert.deepEqual({ build, threads }, { build: "relaxed", threads: 1 });
  const entry = await app.ask(page, QUESTION);
  await app.sourcesOf(entry).first().waitFor();
  app.assertQuiet(problems);
});

test("all builds, with one thread and with two, give the same passages, prompt and tokens", async () => {
  const { page } = await openBare(profile, server.url);
  const { build, threads, ...expected } = await trace(page, "?build=threads&threads=2");
  assert.deepEqual({ build, threads }, { build: "threads", threads: 2 });
  assert.ok(expected.passages.length > 0 && expected.prompt.includes(QUESTION) && expected.tokens.length > 0);
  for (const asked of [{ build: "threads", threads: 1 }, { build: "relaxed", threads: 1 }, { build: "simd", threads: 1 }]) {
    const traced = await trace(page, `?${new URLSearchParams(asked)}`);
    assert.deepEqual(traced, { ...asked, ...expected }, asked.build);
  }
});

test("every kernel this browser runs gives the bits of the plain loops", async () => {
  const { page } = await openBare(profile, server.url);
  for (const build of ["simd", "relaxed"]) {
    const differ = await page.evaluate(async (module) => {
      const engine = await import(module);
      await engine.default();
      return engine.Bench.checkKernels();
    }, `${server.url}${base}${build}/recruta_pkg.js`);
    assert.deepEqual(differ, [], build);
  }
});

test("two tabs answer at the same time", async () => {
  const { context, page } = await openBare(profile, server.url);
  const pages = [page, await openTab(context, server.url)];
  const answers = await Promise.all(pages.map(async (page) => {
    assert.equal((await start(page, "?threads=2")).threads, 2);
    await loadModels(page);
    return (await send(page, ASK)).at(-1);
  }));
  assert.deepEqual(answers.map(({ type }) => type), ["answer", "answer"]);
  assert.deepEqual(answers[0].answer.text, answers[1].answer.text);
});

test("a thread that fails in the middle of an answer ends it with a typed error, and the next engine works", async () => {
  // From its sixth step on, the engine meets a helper that fails within a part of its work.
  const sabotage = (text) => `${text.replace("engine: new Engine()", "engine: sabotaged(new Engine(), loaded.engine)")}
    function sabotaged(engine, { breakPool }) {
      let steps = 0;
      return new Proxy(engine, {
        get(target, name) {
          if (name === "step" && (steps += 1) === 6) breakPool();
          return typeof target[name] === "function" ? target[name].bind(target) : target[name];
        },
      });
    }`;
  await withChanged({ "worker.js": sabotage }, async (proxy) => {
    const { page } = await openBare(profile, proxy.url);
    assert.equal((await start(page, "?threads=2")).threads, 2);
    await loadModels(page);
    const events = await send(page, ASK);
    assert.equal(events[0].type, "evidence");
    assert.deepEqual([events.at(-1).type, events.at(-1).error.code], ["error", "internal"]);
    assert.match(events.at(-1).error.message, /a thread of the pool was lost/);
    await page.waitForFunction(() => engines.crashes.length > 0);
    delete proxy.faults[`${base}worker.js`];
    assert.equal((await start(page, "?threads=1&again")).type, "ready");
    await loadModels(page);
    assert.equal((await send(page, ASK)).at(-1).type, "answer");
  });
});

test("a thread that cannot be started costs speed and nothing else", async () => {
  const proxy = await startProxy(server.url, { [`${base}helper.js`]: htmlInstead(404) });
  const { page } = await openBare(profile, proxy.url);
  const { build, threads } = await start(page, "?threads=2");
  assert.deepEqual({ build, threads }, { build: "threads", threads: 1 });
  await loadRetriever(page);
  assert.equal((await send(page, { ...ASK, prose: false })).at(-1).type, "answer");
  assert.deepEqual(await page.evaluate(() => engines.crashes), []);
  await profile.close();
  await proxy.close();
});

test("an engine that is ended takes its threads with it", async () => {
  // Each thread holds a lock, which the browser takes from it when it is no more.
  const locked = `navigator.locks.request("thread", { mode: "shared" }, () => {
    scope.postMessage("up");
    return new Promise(() => {});
  })`;
  await withChanged({ "helper.js": (text) => text.replace('scope.postMessage("up")', locked) }, async (proxy) => {
    const { page } = await openBare(profile, proxy.url);
    const held = () => page.evaluate(async () => (await navigator.locks.query()).held.length);
    await start(page, "?threads=3");
    await loadRetriever(page);
    assert.equal(await held(), 2);
    await end(page);
    await until(async () => (await held()) === 0);
  });
});

test("a browser that refuses shared memory gets the build without threads", async () => {
  const refusal = (text) => `${text}
    WebAssembly.Memory = class extends WebAssembly.Memory {
      constructor(descriptor) {
        if (descriptor.shared) throw new RangeError("WebAssembly.Memory(): could not allocate memory");
        super(descriptor);
      }
    };`;
  await withChanged({ "worker.js": refusal }, async (proxy) => {
    const { page } = await openBare(profile, proxy.url);
    const { build, threads } = await start(page);
    assert.deepEqual({ build, threads }, { build: "relaxed", threads: 1 });
    await loadRetriever(page);
    assert.equal((await send(page, { ...ASK, prose: false })).at(-1).type, "answer");
  });
});

test("a model that the browser has no memory for is refused with a typed error, and the engine goes on", async () => {
  const cap = (text) => `${text}
    WebAssembly.Memory = class extends WebAssembly.Memory {
      constructor(descriptor) {
        super({ ...descriptor, maximum: 1600 }); // pages: 100 MB
      }
    };`;
  await withChanged({ "worker.js": cap }, async (proxy) => {
    const { page } = await openBare(profile, proxy.url);
    assert.equal((await start(page, "?threads=2")).build, "threads");
    await loadRetriever(page);
    const refused = await loadGenerator(page);
    assert.deepEqual([refused.type, refused.error?.code], ["error", "out_of_memory"]);
    assert.equal((await send(page, ASK)).at(-1).type, "answer");
  });
});
