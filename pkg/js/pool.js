// @ts-check
// The engine's helpers as its worker sees them: one worker a thread, all with the engine's memory.

/** A helper that is not up by then is done without: the engine must not wait for it. */
const PATIENCE_MS = 5000;

/** A worker that computes along. */
export class Helper {
  /** @param {Worker} worker */
  constructor(worker) {
    this.worker = worker;
  }

  /**
   * Starts helpers; gives those that are up. One that does not start costs speed and nothing else.
   * @param {number} count
   * @param {{ module: WebAssembly.Module, memory: WebAssembly.Memory }} shared
   * @param {() => Worker} newWorker
   * @param {number} [patience_ms]
   * @returns {Promise<Helper[]>}
   */
  static async startAll(count, shared, newWorker, patience_ms = PATIENCE_MS) {
    const starting = Array.from({ length: Math.max(count, 0) }, () => start(shared, newWorker, patience_ms));
    const helpers = await Promise.all(starting);
    return helpers.filter((helper) => helper !== undefined);
  }

  /** Sends it into the pool, which it only leaves when it fails: it has then told the pool itself. */
  serve() {
    this.worker.onmessage = ({ data }) => console.error(`a thread of the engine failed: ${data.lost}`);
    this.worker.postMessage("serve");
  }

  end() {
    this.worker.terminate();
  }
}

/**
 * @param {{ module: WebAssembly.Module, memory: WebAssembly.Memory }} shared
 * @param {() => Worker} newWorker
 * @param {number} patience_ms
 * @returns {Promise<Helper | undefined>}
 */
function start(shared, newWorker, patience_ms) {
  return new Promise((resolve) => {
    const worker = newWorker();
    const giveUp = (/** @type {string} */ why) => {
      clearTimeout(timer);
      console.info(`a thread of the engine did not start (${why}); it goes on with fewer`);
      // One that is up after all must not be ended now: it may hold the lock of the shared memory's allocator. It is
      // never sent into the pool, and sleeps.
      resolve(undefined);
    };
    const timer = setTimeout(() => giveUp("no answer"), patience_ms);
    worker.onmessage = () => {
      clearTimeout(timer);
      resolve(new Helper(worker));
    };
    // An error that is not taken here would go on to the page, as one of the engine's own.
    worker.onerror = (event) => {
      event.preventDefault();
      giveUp(event.message || "its script could not be loaded");
    };
    worker.postMessage(shared);
  });
}
