// @ts-check
// A client of the worker for JavaScript: promises for commands, an async iterator for an answer.

import { EngineError } from "./error.js";

/** @typedef {import("./index.js").Event} Event */

/** Events that end a request with success; what they are worth is given back. */
const LAST = new Set([
  ...["models", "loaded", "answer", "insight", "done", "debug_parity"],
  ...["interview_vacancies", "interview", "interview_help", "interview_report", "interview_source"],
]);

/** One running engine. Every promise settles and every iterator ends, also when the worker dies. */
export class Client {
  #nextId = 1;
  /** @type {Map<number, (event: Event) => void>} */
  #listeners = new Map();
  /** @type {EngineError | undefined} */
  #failure;
  /** @type {(error: EngineError) => void} */
  #rejectReady = () => {};

  /** @param {Worker} worker */
  constructor(worker) {
    this.worker = worker;
    let isReady = false;
    /** Resolves when the engine takes requests, with its version, build and threads. @type {Promise<import("./index.js").Ready>} */
    this.ready = new Promise((resolve, reject) => {
      this.#rejectReady = reject;
      worker.onmessage = ({ data }) => {
        if (data.type === "ready") resolve(data);
        // An error of no request, before anything was ready: the engine did not start.
        else if (data.id === undefined && !isReady) this.#fail(data.error?.message, data.error?.code);
        else this.#hear(data);
        isReady ||= data.type === "ready";
      };
      worker.onerror = (event) => this.#fail(event.message || "the worker could not be loaded");
      worker.onmessageerror = () => this.#fail("a message could not be read");
    });
    // A rejection that nobody waits for is told to every request anyway.
    this.ready.catch(() => {});
  }

  /** Starts a worker. @param {string | URL} [url] of worker.js @returns {Promise<Client>} */
  static async start(url = new URL("./worker.js", import.meta.url)) {
    const client = new Client(new Worker(url, { type: "module" }));
    await client.ready;
    return client;
  }

  /** Which models there are. */
  models() {
    return this.#request({ type: "models" });
  }

  /** Gets and loads bundle and retriever. @param {import("./index.js").LoadOptions} [options] */
  loadRetriever(options) {
    return this.#request({ type: "load_retriever" }, options);
  }

  /** Gets and loads a generator. @param {string} model @param {import("./index.js").LoadOptions} [options] */
  loadGenerator(model, options) {
    return this.#request({ type: "load_generator", model }, options);
  }

  /** Removes a model from the browser. @param {string} model */
  deleteModel(model) {
    return this.#request({ type: "delete_model", model });
  }

  /** The numbers of a group of hired people; of everybody without family and level. @param {{ family?: string, level?: string }} [group] */
  insight({ family, level } = {}) {
    return this.#request({ type: "insight", family, level });
  }

  /**
   * Asks; gives the events as they come, the answer last. Leaving the loop early stops the engine. With `followUp` the
   * question is about the sources of the last answer that had some; with `filters` only of hires that pass them.
   * @param {string} question
   * @param {{ prose?: boolean, followUp?: boolean, filters?: import("./index.js").Filters, signal?: AbortSignal }} [options]
   * @returns {AsyncGenerator<Event, void, void>}
   */
  async *ask(question, { prose = true, followUp = false, filters = {}, signal } = {}) {
    /** @type {Event[]} */
    const events = [];
    let wake = () => {};
    const id = this.#send({ type: "ask", question, prose, follow_up: followUp, filters }, signal, (event) => {
      events.push(event);
      wake();
    });
    try {
      while (true) {
        while (events.length === 0) await new Promise((resolve) => (wake = () => resolve(undefined)));
        const event = /** @type {Event} */ (events.shift());
        if (event.type === "error") throw new EngineError(event.error.code, event.error.message);
        yield event;
        if (LAST.has(event.type)) return;
      }
    } finally {
      this.#stop(id);
    }
  }

  /** Vacancies to be interviewed for. @param {import("./index.js").VacancyFilter} [filter] */
  interviewVacancies(filter = { query: "" }) {
    return this.#request({ type: "interview_vacancies", filter });
  }

  /** Plans an interview and asks its first question. @param {import("./index.js").PlanRequest} request */
  interviewPlan(request) {
    return this.#request({ type: "interview_plan", request });
  }

  /** Answers a question. @param {import("./index.js").Session} session @param {number} question @param {string} text @param {boolean} [retry] */
  interviewAnswer(session, question, text, retry = false) {
    return this.#request({ type: "interview_answer", session, question, text, retry });
  }

  /** Hints and sample answer. @param {import("./index.js").Session} session @param {number} question */
  interviewHelp(session, question) {
    return this.#request({ type: "interview_help", session, question });
  }

  /** Lets the loaded generator word a question. @param {import("./index.js").Session} session @param {number} question */
  interviewRephrase(session, question) {
    return this.#request({ type: "interview_rephrase", session, question });
  }

  /** Lets the loaded generator advise on answers that have a score. @param {import("./index.js").Session} session @param {number} question */
  interviewAdvice(session, question) {
    return this.#request({ type: "interview_advice", session, question });
  }

  /** The report so far. @param {import("./index.js").Session} session */
  interviewReport(session) {
    return this.#request({ type: "interview_report", session });
  }

  /** A record that a plan cites, with the words marked that speak for these competencies. @param {import("./index.js").Citation} citation @param {string[]} [competencies] */
  interviewSource({ kind, id }, competencies = []) {
    return this.#request({ type: "interview_source", kind, record: id, competencies });
  }

  /** Ends the worker; what is under way fails. */
  close() {
    this.#fail("the engine was closed");
    this.worker.terminate();
  }

  /** @param {any} command @param {import("./index.js").LoadOptions} [options] @returns {Promise<any>} */
  #request(command, { onProgress, signal } = {}) {
    return new Promise((resolve, reject) => {
      this.#send(command, signal, (event) => {
        if (event.type === "progress") onProgress?.(event);
        else if (event.type === "error") reject(new EngineError(event.error.code, event.error.message));
        else if (LAST.has(event.type)) resolve(event);
      });
    });
  }

  /** @param {any} command @param {AbortSignal | undefined} signal @param {(event: Event) => void} listener */
  #send(command, signal, listener) {
    const id = this.#nextId++;
    const stop = () => this.#stop(id);
    this.#listeners.set(id, (event) => {
      if (LAST.has(event.type) || event.type === "error") {
        this.#listeners.delete(id);
        signal?.removeEventListener("abort", stop);
      }
      listener(event);
    });
    if (this.#failure) this.#hear({ id, type: "error", error: this.#failure });
    else this.worker.postMessage({ id, ...command });
    if (signal?.aborted) stop();
    else signal?.addEventListener("abort", stop, { once: true });
    return id;
  }

  /** @param {number} target */
  #stop(target) {
    if (this.#listeners.has(target)) this.#send({ type: "stop", target }, undefined, () => {});
  }

  /** @param {any} message */
  #hear({ id, ...event }) {
    this.#listeners.get(id)?.(event);
  }

  /** @param {string} message @param {string} [code] */
  #fail(message, code = "internal") {
    this.#failure ??= new EngineError(code, message);
    this.#rejectReady(this.#failure);
    for (const id of [...this.#listeners.keys()]) this.#hear({ id, type: "error", error: this.#failure });
  }
}
