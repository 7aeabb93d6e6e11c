// @ts-check
// One request: what it says, until its one last event, and how it is stopped.

import { cancelled, errorBody } from "./error.js";

/** @typedef {import("./index.js").Event} Event */

/** Events after which nothing follows (recruta_api::worker::Event::is_last). */
const LAST = new Set([
  ...["models", "loaded", "answer", "insight", "done", "error", "debug_parity"],
  ...["interview_vacancies", "interview", "interview_help", "interview_report", "interview_source"],
]);

/** Progress is not told more often; a tensor may take a millisecond. */
const PROGRESS_MS = 80;

/** A request on its way. */
export class Task {
  #controller = new AbortController();
  #ended = false;
  /** @type {(() => void) | undefined} */
  #onStop;
  #finish = () => {};
  #lastProgress = { key: "", at: 0 };

  /** @param {number} id @param {import("./index.js").Command} command @param {(message: import("./index.js").Message) => void} post */
  constructor(id, command, post) {
    this.id = id;
    this.command = command;
    this.post = post;
    /** Resolves when its work is over, which may be after its last event. @type {Promise<void>} */
    this.over = new Promise((resolve) => (this.#finish = resolve));
  }

  /** Its work is over. */
  finish() {
    this.#finish();
  }

  /** Aborts when the request is stopped. */
  get signal() {
    return this.#controller.signal;
  }

  /** Says an event, unless the last one was said. @param {Event} event */
  emit(event) {
    if (this.#ended) return;
    this.#ended = LAST.has(event.type);
    this.post({ id: this.id, ...event });
  }

  /** Says how far a stage is, not too often, but always its end. @param {import("./index.js").Stage} stage @param {string} model @param {number} done @param {number} total */
  progress(stage, model, done, total) {
    const key = `${stage} ${model}`;
    const now = Date.now();
    const due = key !== this.#lastProgress.key || now - this.#lastProgress.at >= PROGRESS_MS;
    if (!due && done < total) return;
    this.#lastProgress = { key, at: now };
    this.emit({ type: "progress", stage, model, done_bytes: done, total_bytes: total });
  }

  /** From here on, stopping means `stop`, and not that waiting ends with an error. @param {() => void} stop */
  onStop(stop) {
    if (this.signal.aborted) throw cancelled();
    this.#onStop = stop;
  }

  /** Asks it to end. */
  stop() {
    if (this.#onStop) this.#onStop();
    else this.#controller.abort();
  }

  /** Ends it with an error. @param {unknown} error */
  fail(error) {
    this.emit({ type: "error", error: errorBody(error) });
  }
}
