// @ts-check
// One file from the network into a part file: interrupted at any byte, resumed from there, never believed unverified.

import { EngineError, cancelled } from "./error.js";

/** @typedef {import("./index.js").CatalogueFile} CatalogueFile */
/** @typedef {import("./index.js").SyncFile} SyncFile */
/** @typedef {import("./index.js").DownloadEnvironment} Environment */
/** @typedef {{ offset: number, hash: import("./index.js").Hash }} State */

/** A connection that is silent for longer is given up. */
const PATIENCE_MS = 60_000;
/** What a crash of the machine may cost. */
const FLUSH_BYTES = 32 << 20;
const READ_BYTES = 4 << 20;

/**
 * Completes `part`, which may hold the beginning of the file, and verifies it. When this fails, what arrived stays in
 * `part`, unless it is known to be wrong.
 * @param {CatalogueFile} file
 * @param {SyncFile} part
 * @param {Environment} env
 */
export async function download(file, part, env) {
  const state = await resume(file, part, env);
  // A second attempt is made, from the start, only when the server refuses to resume.
  if (state.offset < file.bytes && !(await transfer(file, part, state, env))) await transfer(file, part, state, env);
  part.flush();
  verify(file, part, state);
}

/** @param {CatalogueFile} file @param {SyncFile} part @param {Environment} env @returns {Promise<State>} */
async function resume(file, part, env) {
  const state = { offset: 0, hash: env.newHash() };
  if (part.getSize() > file.bytes) part.truncate(0);
  const end = part.getSize();
  const buffer = new Uint8Array(Math.min(READ_BYTES, end));
  while (state.offset < end) {
    if (env.signal.aborted) throw cancelled();
    const bytes = buffer.subarray(0, part.read(buffer.subarray(0, end - state.offset), { at: state.offset }));
    if (bytes.length === 0) throw new EngineError("internal", "internal error: a stored file ended early");
    state.hash.update(bytes);
    state.offset += bytes.length;
    env.onProgress("verify", state.offset);
    await env.breathe();
  }
  return state;
}

/**
 * Whether the file is whole; not, when it must be asked for again from the start.
 * @param {CatalogueFile} file @param {SyncFile} part @param {State} state @param {Environment} env
 */
async function transfer(file, part, state, env) {
  const { response, connection } = await request(file, state.offset, env);
  try {
    const start = startOf(response, state.offset);
    if (start !== state.offset) restart(part, state, env);
    if (start === undefined) return false;
    checkResponse(response, file, state.offset);
    await receive(response, file, part, state, env, connection);
    return true;
  } finally {
    connection.end();
  }
}

/**
 * Asks for the bytes that are missing. No `If-Range`: the part file is named after the hash of the whole, so a server
 * whose file has changed is found out by that hash.
 * @param {CatalogueFile} file @param {number} offset @param {Environment} env
 */
async function request(file, offset, env) {
  const connection = new Connection(env.signal);
  /** @type {Record<string, string>} */
  const headers = offset > 0 ? { range: `bytes=${offset}-` } : {};
  try {
    // `no-store`: the browser's cache must not keep a second copy of a model.
    const options = { headers, signal: connection.signal, cache: /** @type {const} */ ("no-store") };
    return { response: await env.fetch(file.url, options), connection };
  } catch (error) {
    connection.end();
    throw env.signal.aborted ? cancelled() : lost(file, offset, error);
  }
}

/** Aborts with the caller's signal, and when nothing was heard for too long. */
class Connection {
  #controller = new AbortController();
  #signal;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;

  /** @param {AbortSignal} signal */
  constructor(signal) {
    this.#signal = signal;
    signal.addEventListener("abort", this.#abort);
    if (signal.aborted) this.#abort();
    this.heard();
  }

  get signal() {
    return this.#controller.signal;
  }

  heard() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(this.#abort, PATIENCE_MS);
  }

  /** Also lets go of a body that was not read to its end. */
  end() {
    clearTimeout(this.#timer);
    this.#signal.removeEventListener("abort", this.#abort);
    this.#abort();
  }

  #abort = () => this.#controller.abort();
}

/**
 * The byte a response starts at; none, when it is of no use and the file must be asked for whole.
 * @param {Response} response @param {number} offset
 */
function startOf(response, offset) {
  if (response.status === 416 && offset > 0) return undefined;
  if (response.status !== 206) return 0;
  const match = /^bytes (\d+)-/.exec(response.headers.get("content-range") ?? "");
  return match && Number(match[1]) === offset ? offset : undefined;
}

/** @param {SyncFile} part @param {State} state @param {Environment} env */
function restart(part, state, env) {
  part.truncate(0);
  state.offset = 0;
  state.hash = env.newHash();
}

/** Refuses what cannot be the file before a byte of it is kept. @param {Response} response @param {CatalogueFile} file @param {number} offset */
function checkResponse(response, file, offset) {
  const { status, headers } = response;
  if (status === 429 || status === 503) {
    throw new EngineError("overloaded", `the server is busy (HTTP ${status}); try again in a moment`);
  }
  if (!response.ok) {
    const remedy = "try again later, or tell whoever runs this server";
    throw new EngineError("model_missing", `the server did not give ${file.name} (HTTP ${status}); ${remedy}`);
  }
  if (/^\s*text\/html/i.test(headers.get("content-type") ?? "")) {
    const remedy = "tell whoever runs this server that the file is missing";
    throw new EngineError("model_missing", `a web page came in place of ${file.name}; ${remedy}`);
  }
  const length = headers.get("content-length");
  // With an encoding, the length is that of the encoded bytes.
  if (length !== null && !headers.get("content-encoding") && Number(length) !== file.bytes - offset) {
    throw corrupt(file, `${offset + Number(length)} bytes on the server, ${file.bytes} expected`);
  }
  if (!response.body) throw lost(file, offset, "empty response");
}

/**
 * @param {Response} response @param {CatalogueFile} file @param {SyncFile} part
 * @param {State} state @param {Environment} env @param {Connection} connection
 */
async function receive(response, file, part, state, env, connection) {
  const reader = /** @type {ReadableStream<Uint8Array>} */ (response.body).getReader();
  let flushed = state.offset;
  while (true) {
    const chunk = await next(reader, file, part, state, env);
    connection.heard();
    if (!chunk) break;
    append(chunk, file, part, state);
    if (state.offset - flushed >= FLUSH_BYTES) {
      part.flush();
      flushed = state.offset;
    }
    env.onProgress("download", state.offset);
  }
  if (state.offset < file.bytes) throw lost(file, state.offset, "the connection ended early");
}

/**
 * @param {ReadableStreamDefaultReader<Uint8Array>} reader @param {CatalogueFile} file @param {SyncFile} part
 * @param {State} state @param {Environment} env
 * @returns {Promise<Uint8Array | undefined>}
 */
async function next(reader, file, part, state, env) {
  try {
    if (env.signal.aborted) throw cancelled();
    return (await reader.read()).value;
  } catch (error) {
    part.flush();
    throw env.signal.aborted ? cancelled() : lost(file, state.offset, error);
  }
}

/** @param {Uint8Array} chunk @param {CatalogueFile} file @param {SyncFile} part @param {State} state */
function append(chunk, file, part, state) {
  if (state.offset + chunk.length > file.bytes) {
    part.truncate(0);
    throw corrupt(file, `longer than the ${file.bytes} bytes expected`);
  }
  const written = part.write(chunk, { at: state.offset });
  if (written !== chunk.length) throw new DOMException("the disk is full", "QuotaExceededError");
  state.hash.update(chunk);
  state.offset += chunk.length;
}

/** @param {CatalogueFile} file @param {SyncFile} part @param {State} state */
function verify(file, part, state) {
  const sha256 = state.hash.finish();
  if (sha256 === file.sha256 && part.getSize() === file.bytes) return;
  part.truncate(0);
  throw corrupt(file, `sha256 ${sha256}, expected ${file.sha256}`);
}

/** @param {CatalogueFile} file @param {string} detail */
function corrupt(file, detail) {
  return new EngineError("model_corrupt", `${file.name} arrived damaged (${detail}) and was thrown away; get it again`);
}

/** @param {CatalogueFile} file @param {number} offset @param {any} error */
function lost(file, offset, error) {
  const [done, total] = [offset, file.bytes].map((bytes) => (bytes / 1e6).toFixed(1));
  const detail = String(error?.message ?? error);
  const kept = `${done} of ${total} MB are kept; check the connection and try again`;
  return new EngineError("model_missing", `the download of ${file.name} was interrupted (${detail}); ${kept}`);
}
