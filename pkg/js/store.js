// @ts-check
// Verified model files by their sha256. A file has its final name only once it was verified, so that no marker, list
// or journal can disagree with what is there: `<sha256>` is whole and right, `<sha256>.part` is on its way.

import { download } from "./download.js";
import { EngineError, cancelled } from "./error.js";

/** @typedef {import("./index.js").CatalogueFile} CatalogueFile */
/** @typedef {import("./index.js").Folder} Folder */
/** @typedef {import("./index.js").StoreEnvironment} Environment */

/** How often the progress of another tab's download is looked at. */
const LOOK_MS = 500;

/** The store of one folder. */
export class Store {
  /** @param {Folder} folder @param {Environment} env */
  constructor(folder, env) {
    this.folder = folder;
    this.env = env;
  }

  /** Whether every file is whole and verified. @param {CatalogueFile[]} files */
  async has(files) {
    for (const file of files) {
      if ((await this.folder.size(file.sha256)) !== file.bytes) return false;
    }
    return true;
  }

  /**
   * Gets what is missing, one file after the other.
   * @param {CatalogueFile[]} files
   * @param {AbortSignal} signal
   * @param {import("./index.js").OnProgress} onProgress gets stage, bytes done and bytes in all, over all files
   */
  async obtain(files, signal, onProgress) {
    const total = files.reduce((sum, file) => sum + file.bytes, 0);
    await this.#requireSpace(files);
    let before = 0;
    for (const file of files) {
      const base = before;
      await this.#obtainOne(file, signal, (stage, done) => onProgress(stage, base + done, total));
      before += file.bytes;
    }
  }

  /**
   * Opens a stored file for as long as `use` runs.
   * @template T
   * @param {CatalogueFile} file
   * @param {AbortSignal} signal
   * @param {(file: import("./index.js").RandomAccessFile) => T | Promise<T>} use
   * @returns {Promise<T>}
   */
  async open(file, signal, use) {
    return this.#locked(file, signal, async () => {
      const handle = await this.folder.open(file.sha256, { create: false });
      try {
        const readAt = (/** @type {number} */ at, /** @type {Uint8Array} */ into) => handle.read(into, { at });
        return await use({ size: handle.getSize(), readAt });
      } finally {
        handle.close();
      }
    });
  }

  /** Removes files and what has arrived of them. @param {CatalogueFile[]} files */
  async remove(files) {
    for (const { sha256 } of files) {
      await this.env.locks.request(lockName(sha256), { ifAvailable: true }, async (lock) => {
        if (!lock) throw new EngineError("overloaded", "another tab is using this model; close it and try again");
        await this.folder.remove(sha256);
        await this.folder.remove(partName(sha256));
      });
    }
  }

  /**
   * Removes files of models that are in no catalogue any more, which nobody could remove otherwise.
   * @param {CatalogueFile[]} known
   */
  async prune(known) {
    // A host that has lost a model does not know its hash; what is stored here may be of use again.
    if (known.some((file) => !file.sha256)) return;
    const names = new Set(known.map((file) => file.sha256));
    const hashes = (await this.folder.list()).map((name) => name.replace(/\.part$/, ""));
    const unknown = new Set(hashes.filter((sha256) => !names.has(sha256)));
    await this.remove([...unknown].map((sha256) => ({ name: sha256, bytes: 0, sha256, url: "" })));
  }

  /** What the browser says it may hold and holds, in bytes. */
  async usage() {
    const { quota, usage } = await this.env.estimate();
    return { quota_bytes: quota ?? null, used_bytes: usage ?? null };
  }

  /** @param {CatalogueFile} file @param {AbortSignal} signal @param {(stage: "download" | "verify", done: number) => void} onProgress */
  async #obtainOne(file, signal, onProgress) {
    const stopWatching = this.#watchOtherTab(file, (done) => onProgress("download", done));
    try {
      await this.#locked(file, signal, async () => {
        stopWatching();
        if (await this.has([file])) return;
        // Of a wrong length although verified: the disk or the browser damaged it.
        await this.folder.remove(file.sha256);
        await this.#download(file, signal, onProgress);
      });
    } finally {
      stopWatching();
    }
  }

  /** @param {CatalogueFile} file @param {AbortSignal} signal @param {(stage: "download" | "verify", done: number) => void} onProgress */
  async #download(file, signal, onProgress) {
    const name = partName(file.sha256);
    const part = await this.folder.open(name, { create: true });
    try {
      await download(file, part, { ...this.env, signal, onProgress });
    } finally {
      part.close();
    }
    await this.folder.rename(name, file.sha256);
  }

  /**
   * While another tab gets the file, this one waits for the lock, and shows how far the other is.
   * @param {CatalogueFile} file @param {(done: number) => void} onProgress
   */
  #watchOtherTab(file, onProgress) {
    const look = async () => {
      const done = await this.folder.size(partName(file.sha256)).catch(() => undefined);
      if (done !== undefined && timer !== undefined) onProgress(done);
    };
    /** @type {ReturnType<typeof setInterval> | undefined} */
    let timer = setInterval(look, LOOK_MS);
    return () => {
      clearInterval(timer);
      timer = undefined;
    };
  }

  /** Refuses before the first byte what cannot end well. @param {CatalogueFile[]} files */
  async #requireSpace(files) {
    let needed = 0;
    for (const { bytes, sha256 } of files) {
      if ((await this.folder.size(sha256)) === bytes) continue;
      needed += Math.max(bytes - ((await this.folder.size(partName(sha256))) ?? 0), 0);
    }
    const { quota, usage } = await this.env.estimate();
    if (!this.folder.persistent || quota === undefined || usage === undefined || needed <= quota - usage) return;
    const [wanted, free] = [needed, Math.max(quota - usage, 0)].map((bytes) => Math.ceil(bytes / 1e6));
    const remedy = "free some space on this device, remove models you do not use, or choose a smaller one";
    throw new EngineError("out_of_memory", `the model needs ${wanted} MB, the browser has ${free} MB left; ${remedy}`);
  }

  /**
   * @template T
   * @param {CatalogueFile} file @param {AbortSignal} signal @param {() => Promise<T>} work
   * @returns {Promise<T>}
   */
  async #locked(file, signal, work) {
    try {
      return await this.env.locks.request(lockName(file.sha256), { signal }, work);
    } catch (error) {
      throw signal.aborted ? cancelled() : error;
    }
  }
}

/** @param {string} sha256 */
const partName = (sha256) => `${sha256}.part`;

/** @param {string} sha256 */
const lockName = (sha256) => `recruta:${sha256}`;
