// @ts-check
// What can go wrong, in one shape: a stable code and a sentence that says what to do next (recruta_api::error).

/** @typedef {import("./index.js").ErrorBody} ErrorBody */

/** A failure with its code. */
export class EngineError extends Error {
  /**
   * @param {string} code one of `ErrorCode`
   * @param {string} message
   */
  constructor(code, message) {
    super(message);
    this.name = "EngineError";
    this.code = code;
  }
}

/** What a stopped request ends with. */
export function cancelled() {
  return new EngineError("cancelled", "stopped");
}

/**
 * Any thrown value as an error body.
 * @param {any} error
 * @returns {ErrorBody}
 */
export function errorBody(error) {
  if (typeof error?.code === "string" && typeof error?.message === "string") {
    return { code: error.code, message: error.message };
  }
  const message = String(error?.message ?? error ?? "unknown");
  if (error?.name === "AbortError") return { code: "cancelled", message: "stopped" };
  if (error?.name === "QuotaExceededError") return noSpace(message);
  if (error instanceof RangeError && !isStackOverflow(error)) return noMemory(message);
  return { code: "internal", message: `internal error: ${message}` };
}

/**
 * Why the engine is beyond use, if `error` means that: after a trap its memory cannot be trusted. A trap without a
 * panic before it is how running out of memory shows.
 * @param {any} error
 * @param {string | undefined} panic message of the panic, if there was one
 * @returns {ErrorBody | undefined}
 */
export function fatalBody(error, panic) {
  if (panic !== undefined) return { code: "internal", message: `the engine failed: ${panic}` };
  if (isStackOverflow(error)) return { code: "internal", message: "the engine failed: its stack is full" };
  if (!(error instanceof WebAssembly.RuntimeError)) return undefined;
  if (/unreachable/.test(error.message)) return noMemory("the engine could not get more");
  return { code: "internal", message: `the engine failed: ${error.message}` };
}

/** @param {string} detail @returns {ErrorBody} */
function noMemory(detail) {
  const remedy = "close other tabs or programs, or choose a smaller model";
  return { code: "out_of_memory", message: `not enough memory (${detail}); ${remedy}` };
}

/** @param {string} detail @returns {ErrorBody} */
function noSpace(detail) {
  const remedy = "free some space on this device or remove models you do not use, then try again";
  return { code: "out_of_memory", message: `no space left to store the model (${detail}); ${remedy}` };
}

/** @param {any} error */
function isStackOverflow(error) {
  return error instanceof RangeError && /call stack/.test(error.message);
}
