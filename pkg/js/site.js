// @ts-check
// What the engine asks its own host for, beside model files: the catalogue, the bundle and the question bank.

import { EngineError } from "./error.js";

/** @typedef {import("./index.js").CatalogueModel} CatalogueModel */

/** The host's files. */
export class Site {
  /** @type {CatalogueModel[] | undefined} */
  #catalogue;

  /** @param {string} root URL the paths are relative to @param {typeof fetch} fetch */
  constructor(root, fetch) {
    this.root = root;
    this.fetch = fetch;
  }

  /**
   * The models for browsers, in the catalogue's order. Asked for until it has come once.
   * @returns {Promise<CatalogueModel[]>}
   */
  async models() {
    return (await this.#all()).filter((model) => model.browser !== false);
  }

  /** Files of all models, also of those that do not run in browsers. */
  async files() {
    return (await this.#all()).flatMap((model) => model.files);
  }

  async #all() {
    this.#catalogue ??= parseCatalogue(await this.#get("models.json"), this.root);
    return this.#catalogue;
  }

  /** @param {string} id @returns {Promise<CatalogueModel>} */
  async model(id) {
    const models = await this.models();
    const model = models.find((model) => model.id === id);
    if (model) return model;
    const known = models.map((model) => model.id).join(", ");
    throw new EngineError("model_missing", `there is no model "${id}"; choose one of ${known}`);
  }

  /** The model that every question needs. @returns {Promise<CatalogueModel>} */
  async retriever() {
    const model = (await this.models()).find((model) => model.role === "retriever");
    if (model) return model;
    throw new EngineError("model_missing", "the catalogue has no retriever; tell whoever runs this server");
  }

  /**
   * Manifest and parts of the bundle; the engine verifies them.
   * @param {string[]} names
   * @param {AbortSignal} signal
   * @param {(done: number, total: number) => void} onProgress
   */
  async bundle(names, signal, onProgress) {
    const manifest = await this.#get("bundle/manifest.json", signal);
    const sizes = partSizes(manifest);
    // A bundle may lack optional parts; what it must have and does not name, the engine refuses.
    const known = Object.keys(sizes).length;
    names = names.filter((name) => !known || sizes[name]);
    const total = names.reduce((sum, name) => sum + (sizes[name]?.size_bytes ?? 0), manifest.length);
    let done = manifest.length;
    onProgress(done, total);
    /** @type {Record<string, Uint8Array>} */
    const parts = {};
    for (const name of names) {
      parts[name] = await this.#get(`bundle/${name}`, signal);
      onProgress((done = Math.min(done + parts[name].length, total)), total);
    }
    return { manifest, parts };
  }

  /** The interviewer's question bank and rubric; the engine reads them. @param {AbortSignal} signal */
  async interview(signal) {
    return this.#get("interview.json", signal);
  }

  /** @param {string} path @param {AbortSignal} [signal] @returns {Promise<Uint8Array>} */
  async #get(path, signal) {
    let response;
    try {
      response = await this.fetch(new URL(path, this.root), { signal, cache: "no-cache" });
      if (isFile(response)) return new Uint8Array(await response.arrayBuffer());
    } catch (error) {
      if (signal?.aborted) throw error;
      const remedy = "check the connection and try again";
      throw new EngineError("model_missing", `${path} could not be fetched (${error}); ${remedy}`);
    }
    const got = response.ok ? "a web page came in its place" : `HTTP ${response.status}`;
    throw new EngineError("model_missing", `${path} is not on this server (${got}); tell whoever runs it`);
  }
}

/** An error page must never be mistaken for the file. @param {Response} response */
function isFile(response) {
  return response.ok && !/^\s*text\/html/i.test(response.headers.get("content-type") ?? "");
}

/** @param {Uint8Array} bytes */
function parse(bytes) {
  return JSON.parse(new TextDecoder().decode(bytes));
}

/** For the progress bar only: a manifest that cannot be read is the engine's to refuse. @param {Uint8Array} manifest @returns {Record<string, { size_bytes?: number } | undefined>} */
function partSizes(manifest) {
  try {
    return parse(manifest)?.parts ?? {};
  } catch {
    return {};
  }
}

/**
 * The models, with absolute URLs. One whose files are not all pinned cannot be verified, so it is not
 * available.
 * @param {Uint8Array} bytes @param {string} root
 * @returns {CatalogueModel[]}
 */
function parseCatalogue(bytes, root) {
  try {
    const { version, models } = parse(bytes);
    if (version !== 1) throw new Error(`version ${version}, expected 1`);
    return models.map((/** @type {any} */ model) => {
      const files = model.files.map((/** @type {any} */ file) => fileOf(model.id, file, root));
      const pinned = files.every((/** @type {any} */ file) => /^[0-9a-f]{64}$/.test(file.sha256) && file.bytes > 0);
      return { ...model, files, available: Boolean(model.available) && pinned };
    });
  } catch (error) {
    const detail = /** @type {any} */ (error)?.message;
    throw new EngineError("internal", `models.json is not a catalogue (${detail}); tell whoever runs this server`);
  }
}

/** @param {string} id @param {any} file @param {string} root */
function fileOf(id, file, root) {
  const url = new URL(file.url ?? `models/${id}/${file.name}`, root).href;
  return { name: String(file.name), bytes: file.bytes ?? 0, sha256: file.sha256 ?? "", url };
}
