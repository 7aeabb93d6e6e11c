// Twins of what the worker has around it: a server, a hash, an engine. No network, no wasm.

import { createHash } from "node:crypto";

import { MemoryFolder } from "../js/folder.js";
import { LocalLocks } from "../js/lock.js";
import { Site } from "../js/site.js";
import { Store } from "../js/store.js";

export const sha256 = (bytes) => createHash("sha256").update(bytes).digest("hex");

/** Bytes that differ from place to place, so that a wrong offset is seen. */
export function bytesOf(length, seed = 1) {
  return Uint8Array.from({ length }, (_, at) => (at * 31 + seed * 7 + (at >> 8)) & 255);
}

export class NodeHash {
  #hash = createHash("sha256");
  update(bytes) {
    this.#hash.update(bytes);
  }
  finish() {
    return this.#hash.digest("hex");
  }
}

export const breathe = () => new Promise((resolve) => setImmediate(resolve));

/**
 * A server of files by URL, in small chunks. Switches: `cutAfter` breaks the connection after so many bytes of a
 * response, `ranges: false` ignores `Range`, `respond` replaces the answer, `gate` is awaited before each chunk.
 */
export class Server {
  requests = [];
  constructor(files, switches = {}) {
    this.files = files;
    Object.assign(this, { ranges: true, cutAfter: Infinity, chunk: 1000 }, switches);
  }

  fetch = async (url, { headers = {}, signal } = {}) => {
    const { pathname } = new URL(url);
    this.requests.push({ pathname, range: headers.range });
    if (signal?.aborted) throw signal.reason;
    const replaced = this.respond?.(pathname, headers);
    if (replaced) return replaced;
    const bytes = this.files[pathname];
    if (!bytes) return new Response("<h1>404</h1>", { status: 404, headers: { "content-type": "text/html" } });
    const start = this.ranges && headers.range ? Number(/\d+/.exec(headers.range)[0]) : 0;
    const head = { "content-type": "application/octet-stream", "content-length": bytes.length - start };
    if (start > 0) head["content-range"] = `bytes ${start}-${bytes.length - 1}/${bytes.length}`;
    return new Response(this.#stream(bytes.subarray(start), signal), { status: start > 0 ? 206 : 200, headers: head });
  };

  #stream(bytes, signal) {
    let at = 0;
    return new ReadableStream(
      {
        pull: async (controller) => {
          await this.gate?.(at);
          if (signal?.aborted) return controller.error(signal.reason);
          if (at >= this.cutAfter) return controller.error(new TypeError("network error"));
          if (at >= bytes.length) return controller.close();
          const end = Math.min(at + this.chunk, bytes.length, at < this.cutAfter ? this.cutAfter : Infinity);
          controller.enqueue(bytes.slice(at, end));
          at = end;
        },
      },
      { highWaterMark: 0 },
    );
  }
}

export const ROOT = "https://recruta.test/";

export function fileOf(name, bytes) {
  return { name, bytes: bytes.length, sha256: sha256(bytes), url: `${ROOT}${name}` };
}

/** A folder that lasts, as far as the store can tell. */
export function lastingFolder() {
  return Object.assign(new MemoryFolder(), { persistent: true });
}

export function storeOf(server, { folder = lastingFolder(), locks = new LocalLocks(), estimate = async () => ({}) } = {}) {
  return new Store(folder, { fetch: server.fetch, locks, breathe, estimate, newHash: () => new NodeHash() });
}

export function siteOf(server) {
  return new Site(ROOT, server.fetch);
}

/** Writes a file into a folder, as an earlier visit left it. */
export async function leave(folder, name, bytes) {
  (await folder.open(name, { create: true })).write(bytes, { at: 0 });
}

export async function contentOf(folder, name) {
  const file = await folder.open(name, { create: false });
  const bytes = new Uint8Array(file.getSize());
  file.read(bytes, { at: 0 });
  return bytes;
}
