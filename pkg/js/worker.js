// @ts-check
// The engine's worker: `new Worker("worker.js", { type: "module" })`. Says `ready`, then serves the protocol of
// recruta_api::worker. Files of the host are found from `/`, or from `?root=…` of the worker's own URL; `?build=…` and
// `?threads=…` are for tests and benches.

import { breathe } from "./breathe.js";
import { errorBody } from "./error.js";
import { askedBy } from "./feature.js";
import { OpfsFolder, MemoryFolder } from "./folder.js";
import { Host } from "./host.js";
import { load } from "./load.js";
import { LocalLocks } from "./lock.js";
import { Site } from "./site.js";
import { Store } from "./store.js";

/** Folder of the origin private file system. */
const FOLDER = "recruta-models";

const scope = /** @type {any} */ (globalThis);

/** Requests that came before the engine was there. @type {unknown[]} */
const early = [];
/** @type {Host | undefined} */
let host;
/** @type {string | undefined} */
let panic;
/** Ends the engine's other threads. */
let close = () => {};

scope.onmessage = (/** @type {MessageEvent} */ event) => {
  if (host) void host.receive(event.data);
  else early.push(event.data);
};

start().catch((error) => {
  post({ type: "error", error: errorBody(error) });
  die({ message: `the engine could not be started: ${error?.message ?? error}` });
});

async function start() {
  const loaded = await load(askedBy(scope.location.href));
  close = loaded.close;
  const { Engine, Sha256, onPanic, version } = loaded.engine;
  onPanic((/** @type {string} */ message) => {
    panic = message;
    console.error(message);
  });
  const fetch = scope.fetch.bind(scope);
  const folder = (await OpfsFolder.open(FOLDER)) ?? new MemoryFolder();
  const locks = scope.navigator.locks ?? new LocalLocks();
  const store = new Store(folder, { fetch, locks, breathe, estimate, newHash: () => new Sha256() });
  const site = new Site(root(), fetch);
  const takePanic = () => panic;
  host = new Host({ engine: new Engine(), bundleParts: Engine.bundleParts(), site, store, post, breathe, takePanic, die });
  post({ type: "ready", version: version(), build: loaded.build, threads: loaded.threads });
  for (const data of early.splice(0)) void host.receive(data);
}

function root() {
  return new URL(new URL(scope.location.href).searchParams.get("root") ?? "/", scope.location.href).href;
}

/** @param {import("./index.js").Message} message */
function post(message) {
  scope.postMessage(message);
}

/** @returns {Promise<StorageEstimate>} */
async function estimate() {
  return (await scope.navigator.storage?.estimate?.()) ?? {};
}

/** Lets the page hear an `error` event, which is how it learns that this worker must be replaced, then ends. @param {{ message: string }} error */
function die({ message }) {
  setTimeout(() => {
    setTimeout(() => (close(), scope.close()));
    throw new Error(message);
  });
}
