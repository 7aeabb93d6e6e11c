// @ts-check
// A thread of the engine: the same module on the same memory. It says `up`, is told to serve, and then computes whatever
// the pool hands out; it hears no message any more.

import { initSync, markPoolBroken, onPanic, servePool } from "./threads/recruta_pkg.js";

const scope = /** @type {any} */ (globalThis);

scope.onmessage = (/** @type {MessageEvent} */ { data }) => {
  initSync(data);
  onPanic((/** @type {string} */ message) => console.error(message));
  scope.onmessage = serve;
  scope.postMessage("up");
};

function serve() {
  try {
    servePool();
  } catch (error) {
    // The engine may be waiting for this thread at this moment, deaf to messages; the pool's memory is how it hears.
    markPoolBroken();
    scope.postMessage({ lost: String(error) });
  }
  scope.close();
}
