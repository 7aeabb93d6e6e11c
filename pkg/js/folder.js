// @ts-check
// Where model files live: the browser's private file system, or memory where there is none.

import { EngineError } from "./error.js";

/** @typedef {import("./index.js").Folder} Folder */
/** @typedef {import("./index.js").SyncFile} SyncFile */

/** A file stays in use for a moment after its worker was ended. */
const OPEN_ATTEMPTS = 20;
const OPEN_PAUSE_MS = 100;

/** @param {number} ms */
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** A folder of the origin private file system. @implements {Folder} */
export class OpfsFolder {
  /** Whether files outlive the page. */
  persistent = true;

  /** @param {FileSystemDirectoryHandle} directory */
  constructor(directory) {
    this.directory = directory;
  }

  /**
   * The folder with that name; none where the browser has no such file system (an insecure address) or refuses it (some
   * private windows).
   * @param {string} name
   * @returns {Promise<OpfsFolder | undefined>}
   */
  static async open(name) {
    try {
      const root = await navigator.storage.getDirectory();
      const prototype = /** @type {any} */ (globalThis).FileSystemFileHandle?.prototype;
      if (!prototype?.createSyncAccessHandle || !prototype.move) return undefined;
      return new OpfsFolder(await root.getDirectoryHandle(name, { create: true }));
    } catch {
      return undefined;
    }
  }

  /** @param {string} name @returns {Promise<number | undefined>} */
  async size(name) {
    const handle = await this.#find(name);
    return handle && (await handle.getFile()).size;
  }

  async list() {
    /** @type {string[]} */
    const names = [];
    for await (const name of /** @type {any} */ (this.directory).keys()) names.push(name);
    return names;
  }

  /** @param {string} name @param {{ create: boolean }} options @returns {Promise<SyncFile>} */
  async open(name, { create }) {
    const handle = /** @type {any} */ (await this.directory.getFileHandle(name, { create }));
    const mode = create ? "readwrite" : "read-only";
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await handle.createSyncAccessHandle({ mode });
      } catch (error) {
        if (!isInUse(error)) throw error;
        if (attempt === OPEN_ATTEMPTS) {
          throw new EngineError("overloaded", "the model file is in use by another tab; close it and try again");
        }
      }
      await pause(OPEN_PAUSE_MS);
    }
  }

  /** Replaces `to`. @param {string} from @param {string} to */
  async rename(from, to) {
    const handle = /** @type {any} */ (await this.directory.getFileHandle(from));
    await handle.move(to);
  }

  /** @param {string} name */
  async remove(name) {
    if (await this.#find(name)) await this.directory.removeEntry(name);
  }

  /** @param {string} name */
  async #find(name) {
    try {
      return await this.directory.getFileHandle(name);
    } catch (error) {
      if (/** @type {any} */ (error)?.name === "NotFoundError") return undefined;
      throw error;
    }
  }
}

/** @param {any} error */
function isInUse(error) {
  return error?.name === "NoModificationAllowedError" || error?.name === "InvalidStateError";
}

/** A folder in memory, gone with the worker. @implements {Folder} */
export class MemoryFolder {
  persistent = false;
  /** @type {Map<string, MemoryFile>} */
  #files = new Map();

  /** @param {string} name @returns {Promise<number | undefined>} */
  async size(name) {
    return this.#files.get(name)?.getSize();
  }

  async list() {
    return [...this.#files.keys()];
  }

  /** @param {string} name @param {{ create: boolean }} options @returns {Promise<SyncFile>} */
  async open(name, { create }) {
    let file = this.#files.get(name);
    if (!file && create) this.#files.set(name, (file = new MemoryFile()));
    if (!file) throw new DOMException(`there is no ${name}`, "NotFoundError");
    return file;
  }

  /** @param {string} from @param {string} to */
  async rename(from, to) {
    const file = await this.open(from, { create: false });
    this.#files.set(to, /** @type {MemoryFile} */ (file));
    this.#files.delete(from);
  }

  /** @param {string} name */
  async remove(name) {
    this.#files.delete(name);
  }
}

/** Small enough that growing never copies much, large enough that a model has few. */
const BLOCK_BYTES = 4 << 20;

/** A file in memory, in blocks. @implements {SyncFile} */
export class MemoryFile {
  #size = 0;
  /** @type {Uint8Array[]} */
  #blocks = [];

  getSize() {
    return this.#size;
  }

  /** @param {Uint8Array} into @param {{ at: number }} where */
  read(into, { at }) {
    const end = Math.min(at + into.length, this.#size);
    this.#walk(at, end, (block, from, to, done) => into.set(block.subarray(from, to), done));
    return Math.max(end - at, 0);
  }

  /** @param {Uint8Array} bytes @param {{ at: number }} where */
  write(bytes, { at }) {
    const end = at + bytes.length;
    while (this.#blocks.length * BLOCK_BYTES < end) this.#blocks.push(new Uint8Array(BLOCK_BYTES));
    this.#walk(at, end, (block, from, to, done) => block.set(bytes.subarray(done, done + to - from), from));
    this.#size = Math.max(this.#size, end);
    return bytes.length;
  }

  /** @param {number} size */
  truncate(size) {
    this.#blocks.length = Math.min(this.#blocks.length, Math.ceil(size / BLOCK_BYTES));
    this.#size = Math.min(this.#size, size);
  }

  flush() {}

  close() {}

  /**
   * @param {number} at
   * @param {number} end
   * @param {(block: Uint8Array, from: number, to: number, done: number) => void} visit
   */
  #walk(at, end, visit) {
    for (let position = at; position < end; ) {
      const from = position % BLOCK_BYTES;
      const to = Math.min(BLOCK_BYTES, from + end - position);
      visit(this.#blocks[Math.floor(position / BLOCK_BYTES)], from, to, position - at);
      position += to - from;
    }
  }
}
