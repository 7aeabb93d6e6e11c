// @ts-check
// Exclusive work, one at a time and in order.

import { cancelled } from "./error.js";

/** @typedef {import("./index.js").Locks} Locks */

/** Work in this worker waits for the work before it. */
export class Queue {
  /** @type {Promise<unknown>} */
  #last = Promise.resolve();
  #length = 0;

  /** Whether work runs or waits. */
  get busy() {
    return this.#length > 0;
  }

  /**
   * Runs `work` after everything that came before it; not at all when `signal` aborts first.
   * @template T
   * @param {AbortSignal | undefined} signal
   * @param {() => T | Promise<T>} work
   * @returns {Promise<T>}
   */
  run(signal, work) {
    this.#length += 1;
    const turn = this.#last.then(() => {
      if (signal?.aborted) throw cancelled();
      return work();
    });
    const settle = () => void (this.#length -= 1);
    this.#last = turn.then(settle, settle);
    return untilAborted(turn, signal);
  }
}

/**
 * Rejects as soon as `signal` aborts, for waiting that nobody should sit through; work that has begun ends on its own.
 * @template T
 * @param {Promise<T>} promise
 * @param {AbortSignal | undefined} signal
 * @returns {Promise<T>}
 */
function untilAborted(promise, signal) {
  if (!signal) return promise;
  return new Promise((resolve, reject) => {
    const abort = () => reject(cancelled());
    signal.addEventListener("abort", abort, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener("abort", abort));
    if (signal.aborted) abort();
  });
}

/** Locks of this worker alone, where the browser has none across tabs. @implements {Locks} */
export class LocalLocks {
  /** @type {Map<string, Queue>} */
  #queues = new Map();

  /**
   * @template T
   * @param {string} name
   * @param {{ signal?: AbortSignal, ifAvailable?: boolean }} options
   * @param {(lock: object | null) => T | Promise<T>} work
   * @returns {Promise<T>}
   */
  async request(name, { signal, ifAvailable }, work) {
    const queue = this.#queues.get(name) ?? new Queue();
    this.#queues.set(name, queue);
    if (ifAvailable && queue.busy) return work(null);
    return queue.run(signal, () => work({ name }));
  }
}
