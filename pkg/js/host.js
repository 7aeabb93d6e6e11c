// @ts-check
// The worker's side of the protocol: requests in, events out. Knows no wasm and no worker, so that it can be tested
// without them.

import { EngineError, errorBody, fatalBody } from "./error.js";
import { Queue } from "./lock.js";
import { Task } from "./task.js";

/** @typedef {import("./index.js").CatalogueModel} CatalogueModel */

/** What the parity suite compares at most. */
const PARITY_TOKENS = 16;

/** Serves one engine. */
export class Host {
  /** @type {Map<number, Task>} */
  #tasks = new Map();
  /** Everything that runs the engine, one after the other; downloads go on beside it. */
  #compute = new Queue();
  /** Ids of the models in memory. @type {{ retriever?: string, generator?: string }} */
  #loaded = {};
  /** Why the engine is beyond use. @type {import("./index.js").ErrorBody | undefined} */
  #fatal;

  /** @param {import("./index.js").HostEnvironment} env */
  constructor(env) {
    this.env = env;
  }

  /** Takes a message of the page. @param {any} data @returns {Promise<void>} when its request has ended */
  async receive(data) {
    const id = data?.id;
    if (!Number.isInteger(id) || id < 0) return this.#refuse("a request needs an id, a whole number");
    // An answer would end the other request of that id; the page has made a mistake that it must find.
    if (this.#tasks.has(id)) return console.error(`request ${id} is still under way; its double is ignored`);
    const task = new Task(id, data, this.env.post);
    this.#tasks.set(id, task);
    try {
      if (this.#fatal) throw this.#fatal;
      await this.#serve(task);
      task.fail(new EngineError("internal", "internal error: the request ended without a result"));
    } catch (error) {
      this.#fail(task, error);
    } finally {
      this.#tasks.delete(id);
      task.finish();
    }
  }

  /** @param {Task} task @returns {Promise<void>} */
  async #serve(task) {
    const { command } = task;
    switch (command.type) {
      case "models":
        return this.#models(task);
      case "load_retriever":
        return this.#loadRetriever(task);
      case "load_generator":
        return this.#loadGenerator(task, text(command, "model"));
      case "delete_model":
        return this.#deleteModel(task, text(command, "model"));
      case "ask":
        return this.#ask(task, text(command, "question"), flag(command, "prose"));
      case "insight":
        return this.#insight(task, id(command, "family"), id(command, "level"));
      case "interview_vacancies":
      case "interview_plan":
      case "interview_source":
        await this.#obtainBundle(task);
        return this.#interview(task);
      case "interview_answer":
      case "interview_help":
      case "interview_report":
        return this.#interview(task);
      case "interview_rephrase":
      case "interview_advice":
        return this.#write(task);
      case "stop":
        return this.#stop(task, command.target);
      case "debug_parity":
        return this.#debugParity(task, text(command, "question"));
      default:
        throw new EngineError("bad_request", `unknown request type ${JSON.stringify(/** @type {any} */ (command).type)}`);
    }
  }

  /** @param {Task} task */
  async #models(task) {
    const { site, store } = this.env;
    const models = await Promise.all((await site.models()).map((model) => this.#describe(model)));
    const { quota_bytes, used_bytes } = await store.usage();
    // After a crash the browser may have lost count; it never holds less than what is known to be stored.
    const known = models.reduce((sum, model) => sum + (model.stored ? model.size_bytes : 0), 0);
    task.emit({ type: "models", models, quota_bytes, used_bytes: used_bytes && Math.max(used_bytes, known) });
  }

  /** @param {CatalogueModel} model @returns {Promise<import("./index.js").ModelBody>} */
  async #describe(model) {
    const { id, role, name, licence, languages, available, files } = model;
    const size_bytes = files.reduce((sum, file) => sum + file.bytes, 0);
    const stored = this.env.store.folder.persistent && (await this.env.store.has(files));
    const loaded = this.#loaded.retriever === id || this.#loaded.generator === id;
    return { id, role, name, licence, languages, size_bytes, available, stored, loaded };
  }

  /** @param {Task} task */
  async #loadRetriever(task) {
    const model = await this.env.site.retriever();
    if (!this.#loaded.retriever) {
      // The bundle first: it is small, and one made for another model is refused before its 25 MB are fetched.
      await this.#obtainBundle(task);
      await this.#obtain(task, model);
      await this.#compute.run(task.signal, () => this.#readRetriever(task, model));
    }
    task.emit({ type: "loaded", model: model.id });
  }

  /** Opens the bundle, unless it is open: interviews read it without a retriever. @param {Task} task */
  async #obtainBundle(task) {
    const { engine, site, bundleParts } = this.env;
    if (engine.hasBundle) return;
    const report = (/** @type {number} */ done, /** @type {number} */ total) =>
      task.progress("download", "bundle", done, total);
    const { manifest, parts } = await site.bundle(bundleParts, task.signal, report);
    await this.#compute.run(task.signal, () => engine.hasBundle || engine.openBundle(manifest, parts));
  }

  /** @param {Task} task @param {CatalogueModel} model */
  async #readRetriever(task, model) {
    if (this.#loaded.retriever) return;
    const { engine, store } = this.env;
    const tokenizer = await store.open(fileNamed(model, "tokenizer.json"), task.signal, readWhole);
    const weights = fileNamed(model, ".gguf");
    await store.open(weights, task.signal, (file) => engine.loadRetriever(file, tokenizer, this.#loading(task, model)));
    this.#loaded.retriever = model.id;
    await this.#forget(model);
  }

  /** @param {Task} task @param {string} id */
  async #loadGenerator(task, id) {
    const { engine, site } = this.env;
    const model = await site.model(id);
    if (model.role !== "generator") throw new EngineError("bad_request", `"${id}" is a ${model.role}, not a generator`);
    if (!engine.hasRetriever) throw new EngineError("model_missing", "no retriever is loaded; load it first");
    if (this.#loaded.generator !== id) {
      await this.#obtain(task, model);
      await this.#compute.run(task.signal, () => this.#readGenerator(task, model));
    }
    task.emit({ type: "loaded", model: id });
  }

  /** @param {Task} task @param {CatalogueModel} model */
  async #readGenerator(task, model) {
    if (this.#loaded.generator === model.id) return;
    const { engine, store } = this.env;
    await store.open(fileNamed(model, ".gguf"), task.signal, (file) => {
      // Two do not always fit into memory, so the old one goes before the new one comes.
      engine.unloadGenerator();
      this.#loaded.generator = undefined;
      engine.loadGenerator(file, this.#loading(task, model));
    });
    this.#loaded.generator = model.id;
    await this.#forget(model);
  }

  /** @param {Task} task @param {CatalogueModel} model */
  async #obtain(task, model) {
    const { store, breathe } = this.env;
    const stored = await store.has(model.files);
    if (!stored && !model.available) {
      const remedy = "choose another model, or tell whoever runs this server";
      throw new EngineError("model_missing", `this server does not offer ${model.name}; ${remedy}`);
    }
    if (!stored) {
      await store.obtain(model.files, task.signal, (stage, done, total) => task.progress(stage, model.id, done, total));
    }
    // Loading runs to its end, so a stop that has arrived is heard before it begins.
    await breathe();
    if (task.signal.aborted) throw new EngineError("cancelled", "stopped");
  }

  /** Where nothing lasts, a file that was read is only in the way. @param {CatalogueModel} model */
  async #forget(model) {
    if (!this.env.store.folder.persistent) await this.env.store.remove(model.files);
  }

  /** @param {Task} task @param {CatalogueModel} model */
  #loading(task, model) {
    return (/** @type {number} */ done, /** @type {number} */ total) => task.progress("load", model.id, done, total);
  }

  /** @param {Task} task @param {string} id */
  async #deleteModel(task, id) {
    const { site, store } = this.env;
    const model = await site.model(id);
    await this.#stopLoading(model);
    await this.#compute.run(task.signal, async () => {
      await store.remove(model.files);
      await store.prune(await site.files());
      this.#unload(id);
    });
    await this.#models(task);
  }

  /** Without its retriever the engine is of no use, so all of it goes. @param {string} id */
  #unload(id) {
    const { engine } = this.env;
    if (this.#loaded.retriever === id) {
      engine.unload();
      this.#loaded = {};
    } else if (this.#loaded.generator === id) {
      engine.unloadGenerator();
      this.#loaded.generator = undefined;
    }
  }

  /** Stops what brings the model in meanwhile, and waits until its files are free. @param {CatalogueModel} model */
  async #stopLoading({ id, role }) {
    const loads = (/** @type {any} */ { type, model }) =>
      type === "load_generator" ? model === id : type === "load_retriever" && role === "retriever";
    const loading = [...this.#tasks.values()].filter((task) => loads(task.command));
    for (const task of loading) task.stop();
    await Promise.all(loading.map((task) => task.over));
  }

  /** @param {Task} task @param {string} question @param {boolean} prose */
  async #ask(task, question, prose) {
    const { engine, breathe } = this.env;
    const [followUp, reuse] = [flag(task.command, "follow_up", false), flag(task.command, "reuse", true)];
    const filters = JSON.stringify(/** @type {any} */ (task.command).filters ?? {});
    await this.#compute.run(task.signal, async () => {
      engine.begin(question, prose, followUp, reuse, filters);
      task.onStop(() => engine.stop());
      for (let event = engine.step(); event; event = engine.step()) {
        task.emit(event);
        await breathe();
      }
    });
  }

  /** @param {Task} task @param {string | undefined} family @param {string | undefined} level */
  async #insight(task, family, level) {
    await this.#compute.run(task.signal, () => task.emit(this.env.engine.insight(family, level)));
  }

  /** What needs no model is one call. @param {Task} task */
  async #interview(task) {
    const { engine } = this.env;
    await this.#obtainInterviewer(task);
    await this.#compute.run(task.signal, () => task.emit(engine.interview(JSON.stringify(task.command))));
  }

  /** What the generator writes for an interview; without one the session stays as it is. @param {Task} task */
  async #write(task) {
    const { engine, breathe } = this.env;
    const { session } = /** @type {any} */ (task.command);
    if (!this.#loaded.generator) return task.emit({ type: "interview", session });
    await this.#obtainInterviewer(task);
    await this.#compute.run(task.signal, async () => {
      engine.beginWriting(JSON.stringify(task.command));
      for (let event = engine.stepWriting(); event; event = engine.stepWriting()) {
        task.emit(event);
        await breathe();
        if (task.signal.aborted) throw new EngineError("cancelled", "stopped");
      }
    });
  }

  /** @param {Task} task */
  async #obtainInterviewer(task) {
    const { engine, site } = this.env;
    if (engine.hasInterviewer) return;
    const pack = await site.interview(task.signal);
    await this.#compute.run(task.signal, () => engine.hasInterviewer || engine.openInterviewer(pack));
  }

  /** @param {Task} task @param {unknown} target */
  async #stop(task, target) {
    if (typeof target !== "number") throw new EngineError("bad_request", "target must be the id of a request");
    if (target !== task.id) this.#tasks.get(target)?.stop();
    task.emit({ type: "done" });
  }

  /** Retrieval, prompt and first tokens of a question, for comparison with the native engine. @param {Task} task @param {string} question */
  async #debugParity(task, question) {
    await this.#compute.run(task.signal, async () => {
      task.emit({ type: "debug_parity", ...this.env.engine.trace(question, PARITY_TOKENS) });
    });
  }

  /** @param {Task} task @param {unknown} error */
  #fail(task, error) {
    const fatal = this.#fatal ?? fatalBody(error, this.env.takePanic());
    task.fail(fatal ?? errorBody(error));
    if (!fatal || this.#fatal) return;
    this.#fatal = fatal;
    for (const other of this.#tasks.values()) other.fail({ code: "internal", message: "the engine stopped working" });
    this.env.die(fatal);
  }

  /** @param {string} message */
  #refuse(message) {
    this.env.post({ type: "error", error: { code: "bad_request", message } });
  }
}

/** @param {any} command @param {string} field @returns {string} */
function text(command, field) {
  if (typeof command[field] === "string") return command[field];
  throw new EngineError("bad_request", `${command.type} needs "${field}", a text`);
}

/** @param {any} command @param {string} field @returns {string | undefined} */
function id(command, field) {
  return command[field] === undefined || command[field] === null ? undefined : text(command, field);
}

/** @param {any} command @param {string} field @param {boolean} [otherwise] what a missing one means @returns {boolean} */
function flag(command, field, otherwise) {
  const value = command[field] ?? otherwise;
  if (typeof value === "boolean") return value;
  throw new EngineError("bad_request", `${command.type} needs "${field}", true or false`);
}

/** @param {CatalogueModel} model @param {string} ending */
function fileNamed(model, ending) {
  const file = model.files.find((file) => file.name.endsWith(ending));
  if (file) return file;
  throw new EngineError("model_missing", `the catalogue has no ${ending} for ${model.name}; tell whoever runs this server`);
}

/** @param {import("./index.js").RandomAccessFile} file */
function readWhole(file) {
  const bytes = new Uint8Array(file.size);
  file.readAt(0, bytes);
  return bytes;
}
