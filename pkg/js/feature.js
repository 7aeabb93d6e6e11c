// @ts-check
// What a browser can run, and which builds of the engine suit it.

import { EngineError } from "./error.js";

/** @typedef {import("./index.js").Build} Build */
/** @typedef {import("./index.js").Features} Features */

/** More threads than this wait for memory, not for each other. */
const MAX_THREADS = 8;
/** What a test or a bench may ask for. */
const MAX_ASKED_THREADS = 64;

/** @type {Build[]} */
const BUILDS = ["threads", "relaxed", "simd"];

const SPLAT = [0x41, 0, 0xfd, 0x0f]; // i32.const 0, i8x16.splat
const DROP = 0x1a;
const SHARED_MEMORY = [5, 4, 1, 3, 1, 1]; // one memory: shared, at least one page, at most one

const SIMD = moduleOf([...SPLAT, 0xfd, 0x62, DROP]); // i8x16.popcnt
const RELAXED = moduleOf([...SPLAT, ...SPLAT, ...SPLAT, 0xfd, 0x93, 2, DROP]); // i32x4.relaxed_dot_i8x16_i7x16_add_s
const ATOMICS = moduleOf([0x41, 0, 0xfe, 0x10, 2, 0, DROP], SHARED_MEMORY); // i32.atomic.load of address 0

/**
 * A module with one function, to ask the browser whether it knows the instructions in it.
 * @param {number[]} instructions
 * @param {number[]} [memory]
 */
function moduleOf(instructions, memory = []) {
  const magicAndVersion = [0, 0x61, 0x73, 0x6d, 1, 0, 0, 0];
  const types = [1, 4, 1, 0x60, 0, 0];
  const functions = [3, 2, 1, 0];
  const body = [0, ...instructions, 0x0b];
  const code = [10, body.length + 2, 1, body.length, ...body];
  return Uint8Array.from([...magicAndVersion, ...types, ...functions, ...memory, ...code]);
}

/**
 * What this browser can run.
 * @param {any} scope the worker's globals
 * @returns {Features}
 */
export function featuresOf(scope) {
  const knows = (/** @type {Uint8Array} */ module) => Boolean(scope.WebAssembly?.validate(module));
  const isShared = Boolean(scope.crossOriginIsolated) && typeof scope.SharedArrayBuffer === "function";
  const threads = isShared && typeof scope.Worker === "function" && knows(ATOMICS);
  return { threads, relaxed: knows(RELAXED), simd: knows(SIMD) };
}

/**
 * The builds that suit, the fastest first.
 * @param {Features} features
 * @returns {Build[]}
 */
export function buildsFor({ threads, relaxed, simd }) {
  /** @type {Build[]} */
  const builds = [];
  if (threads && relaxed) builds.push("threads");
  if (relaxed) builds.push("relaxed");
  if (simd) builds.push("simd");
  if (builds.length > 0) return builds;
  const remedy = "update this browser, or use a current Chrome, Edge, Firefox or Safari";
  throw new EngineError("internal", `this browser cannot run the engine, it has no WebAssembly SIMD; ${remedy}`);
}

/**
 * What a worker's URL asks for, for tests and benches: `?build=simd&threads=2`. What is not understood is left out.
 * @param {string} url
 * @returns {{ build?: Build, threads?: number }}
 */
export function askedBy(url) {
  const { searchParams } = new URL(url);
  const build = BUILDS.find((build) => build === searchParams.get("build"));
  const threads = Number(searchParams.get("threads"));
  return { build, threads: isCount(threads) ? threads : undefined };
}

/** Threads for so many cores. @param {number | undefined} cores */
export function threadsFor(cores) {
  return Math.min(Math.max(cores ?? 1, 1), MAX_THREADS);
}

/** @param {number} threads */
function isCount(threads) {
  return Number.isInteger(threads) && threads >= 1 && threads <= MAX_ASKED_THREADS;
}
