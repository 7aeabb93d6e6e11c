// @ts-check
// From a browser to a running engine: the build that suits it, and its threads.

import { EngineError } from "./error.js";
import { buildsFor, featuresOf, threadsFor } from "./feature.js";
import { Helper } from "./pool.js";

/** @typedef {import("./index.js").Build} Build */
/** @typedef {import("./index.js").LoadedEngine} LoadedEngine */
/** @typedef {import("./index.js").LoadEnvironment} Environment */

const scope = /** @type {any} */ (globalThis);

/** What loading needs of a worker. @type {Environment} */
const WORKER = {
  features: () => featuresOf(scope),
  cores: () => scope.navigator.hardwareConcurrency,
  glue: (build) => import(`./${build}/recruta_pkg.js`).catch(notFetched),
  compile: (build) => compile(new URL(`./${build}/recruta_pkg_bg.wasm`, import.meta.url)),
  newHelper: () => new Worker(new URL("./helper.js", import.meta.url), { type: "module" }),
};

/**
 * Starts the engine. Without `build` it takes the fastest that the browser does not refuse.
 * @param {{ build?: Build, threads?: number }} [asked]
 * @param {Environment} [env]
 * @returns {Promise<LoadedEngine>}
 */
export async function load({ build, threads } = {}, env = WORKER) {
  const builds = build ? [build] : buildsFor(env.features());
  for (const candidate of builds.slice(0, -1)) {
    try {
      return await start(candidate, threads, env);
    } catch (error) {
      if (!isRefusal(error)) throw error;
      console.info(`the ${candidate} build was refused (${error}); another one is tried`);
    }
  }
  return start(builds[builds.length - 1], threads, env);
}

/** @param {Build} build @param {number | undefined} threads @param {Environment} env @returns {Promise<LoadedEngine>} */
async function start(build, threads, env) {
  const [engine, module] = await Promise.all([env.glue(build), env.compile(build)]);
  // A build with shared memory sets aside addresses for all it may ever have, which the browser may refuse.
  const { memory } = await engine.default({ module_or_path: module });
  if (build !== "threads") return { engine, build, threads: 1, close: () => {} };
  const wanted = threads ?? threadsFor(env.cores());
  const helpers = await Helper.startAll(wanted - 1, { module, memory }, env.newHelper);
  engine.createPool(helpers.length + 1);
  for (const helper of helpers) helper.serve();
  return { engine, build, threads: helpers.length + 1, close: () => helpers.forEach((helper) => helper.end()) };
}

/**
 * Whether the browser will not have this build and might have another. A file that did not arrive is another matter.
 * @param {any} error
 */
function isRefusal(error) {
  const { CompileError, LinkError } = WebAssembly;
  return error instanceof RangeError || error instanceof CompileError || error instanceof LinkError;
}

/** @param {URL} url @returns {Promise<WebAssembly.Module>} */
async function compile(url) {
  const response = await fetch(url).catch(notFetched);
  const kind = response.headers.get("content-type") ?? "";
  if (!response.ok || kind.startsWith("text/html")) {
    const got = response.ok ? "a web page came in its place" : `HTTP ${response.status}`;
    throw new EngineError("internal", `${url.pathname} is not on this server (${got}); tell whoever runs it`);
  }
  // Compiling while it arrives is allowed for one media type only, which not every host knows.
  if (kind.startsWith("application/wasm")) return WebAssembly.compileStreaming(response);
  return WebAssembly.compile(await response.arrayBuffer());
}

/** @param {any} error @returns {never} */
function notFetched(error) {
  const remedy = "check the connection and reload the page";
  throw new EngineError("internal", `the engine could not be fetched (${error?.message ?? error}); ${remedy}`);
}
