import assert from "node:assert/strict";
import { test } from "node:test";

import { askedBy, buildsFor, featuresOf, threadsFor } from "../js/feature.js";
import { load } from "../js/load.js";
import { Helper } from "../js/pool.js";

const MODULE = { module: true };
const MEMORY = { memory: true };

/** A browser's globals; `unknown` are the instructions' prefix and number that it does not know. */
function scopeOf({ isolated = true, workers = true, unknown = [] } = {}) {
  const includes = (bytes, part) => bytes.some((_, at) => part.every((byte, offset) => bytes[at + offset] === byte));
  return {
    crossOriginIsolated: isolated,
    SharedArrayBuffer: isolated ? SharedArrayBuffer : undefined,
    Worker: workers ? class {} : undefined,
    WebAssembly: { validate: (bytes) => !unknown.some((part) => includes([...bytes], part)) },
  };
}

const ATOMIC_LOAD = [0xfe, 0x10];
const RELAXED_DOT = [0xfd, 0x93, 2];
const POPCNT = [0xfd, 0x62];

test("the build follows from what the browser knows", () => {
  const rows = [
    [{}, ["threads", "relaxed", "simd"]],
    [{ isolated: false }, ["relaxed", "simd"]],
    [{ workers: false }, ["relaxed", "simd"]],
    [{ unknown: [ATOMIC_LOAD] }, ["relaxed", "simd"]],
    [{ unknown: [RELAXED_DOT] }, ["simd"]],
    [{ isolated: false, unknown: [RELAXED_DOT] }, ["simd"]],
  ];
  for (const [browser, builds] of rows) {
    assert.deepEqual(buildsFor(featuresOf(scopeOf(browser))), builds, JSON.stringify(browser));
  }
});

test("a browser without SIMD, or without WebAssembly, is told what to do", () => {
  for (const scope of [scopeOf({ unknown: [RELAXED_DOT, POPCNT] }), {}]) {
    assert.throws(() => buildsFor(featuresOf(scope)), { name: "EngineError", code: "internal", message: /update this browser/ });
  }
});

test("the modules that ask are valid where the instructions are known", () => {
  const { threads, simd } = featuresOf({ ...globalThis, WebAssembly, crossOriginIsolated: true, SharedArrayBuffer, Worker: class {} });
  assert.deepEqual({ threads, simd }, { threads: true, simd: true });
});

test("the worker's URL may ask for a build and a number of threads, and nonsense is left out", () => {
  const asked = (query) => askedBy(`https://recruta.test/engine-1/worker.js${query}`);
  assert.deepEqual(asked(""), { build: undefined, threads: undefined });
  assert.deepEqual(asked("?build=simd&threads=3"), { build: "simd", threads: 3 });
  for (const query of ["?threads=0", "?threads=-1", "?threads=1.5", "?threads=x", "?threads=65", "?build=fast"]) {
    assert.deepEqual(asked(query), { build: undefined, threads: undefined }, query);
  }
});

test("threads follow the cores, up to a limit", () => {
  assert.deepEqual([undefined, 0, 1, 2, 8, 24].map(threadsFor), [1, 1, 1, 2, 8, 8]);
});

/** A worker's twin. `answers`: says that it is up; `error`: fails instead; neither: is silent. */
class FakeWorker {
  heard = [];
  constructor({ answers = true, error } = {}) {
    Object.assign(this, { answers, error });
  }
  postMessage(message) {
    this.heard.push(message);
    if (this.heard.length > 1) return;
    setImmediate(() => {
      if (this.error) this.onerror({ message: this.error, preventDefault: () => (this.prevented = true) });
      else if (this.answers) this.onmessage({ data: "up" });
    });
  }
  terminate() {
    this.ended = true;
  }
}

/** An environment to load in; `refuse` gives the error of a build, `workers` what helpers are like. */
function environment({ refuse = () => undefined, workers = [], cores = 2 } = {}) {
  const log = { builds: [], pools: [], workers: [] };
  const glue = async (build) => ({
    default: async ({ module_or_path }) => {
      assert.equal(module_or_path, MODULE);
      log.builds.push(build);
      const error = refuse(build);
      if (error) throw error;
      return { memory: MEMORY };
    },
    createPool: (n_threads) => log.pools.push(n_threads),
  });
  const newHelper = () => {
    const worker = new FakeWorker(workers[log.workers.length]);
    log.workers.push(worker);
    return worker;
  };
  const features = () => ({ threads: true, relaxed: true, simd: true });
  return { log, env: { features, cores: () => cores, glue, compile: async () => MODULE, newHelper } };
}

test("helpers get module and memory, and serve once the pool is made", async () => {
  const { log, env } = environment({ cores: 3 });
  const { build, threads, close } = await load({}, env);
  assert.deepEqual([build, threads, log.pools], ["threads", 3, [3]]);
  for (const worker of log.workers) assert.deepEqual(worker.heard, [{ module: MODULE, memory: MEMORY }, "serve"]);
  close();
  assert.ok(log.workers.every((worker) => worker.ended));
});

test("the number of threads may be asked for; one needs no helper", async () => {
  for (const threads of [1, 2, 5]) {
    const { log, env } = environment();
    assert.equal((await load({ threads }, env)).threads, threads);
    assert.equal(log.workers.length, threads - 1);
  }
});

test("helpers that do not start are done without", async () => {
  const { log, env } = environment({ cores: 4, workers: [{}, { error: "404" }, {}] });
  const { threads } = await load({}, env);
  assert.deepEqual([threads, log.pools], [3, [3]]);
  assert.ok(log.workers[1].prevented, "the page must not take it for a failure of the engine");
  assert.equal(log.workers[1].heard.length, 1, "it is not sent into the pool");
});

test("helpers that say nothing are not waited for", async () => {
  const worker = new FakeWorker({ answers: false });
  assert.deepEqual(await Helper.startAll(1, {}, () => worker, 10), []);
  assert.equal(worker.ended, undefined, "it may be up after all, and hold a lock");
});

test("a browser that refuses a build gets the next one", async () => {
  const refusals = [new RangeError("could not allocate memory"), new WebAssembly.CompileError("x"), new WebAssembly.LinkError("x")];
  for (const error of refusals) {
    const { log, env } = environment({ refuse: (build) => (build === "threads" ? error : undefined) });
    const { build, threads } = await load({}, env);
    assert.deepEqual([build, threads, log.builds], ["relaxed", 1, ["threads", "relaxed"]]);
    assert.deepEqual([log.pools, log.workers], [[], []]);
  }
});

test("when every build is refused the last refusal is told", async () => {
  const { log, env } = environment({ refuse: (build) => new RangeError(build) });
  await assert.rejects(load({}, env), { name: "RangeError", message: "simd" });
  assert.deepEqual(log.builds, ["threads", "relaxed", "simd"]);
});

test("a file that does not arrive is no reason to try another build, and a build that is asked for is the only one", async () => {
  const missing = environment({ refuse: () => new TypeError("Failed to fetch") });
  await assert.rejects(load({}, missing.env), TypeError);
  assert.deepEqual(missing.log.builds, ["threads"]);
  const asked = environment({ refuse: () => new RangeError("no") });
  await assert.rejects(load({ build: "threads" }, asked.env), RangeError);
  assert.deepEqual(asked.log.builds, ["threads"]);
});
