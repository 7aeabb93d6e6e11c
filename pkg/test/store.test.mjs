import assert from "node:assert/strict";
import { test } from "node:test";

import { LocalLocks } from "../js/lock.js";
import { MemoryFolder } from "../js/folder.js";
import { Server, bytesOf, contentOf, fileOf, lastingFolder, leave, storeOf } from "./support.mjs";

const BYTES = bytesOf(10_500);
const FILE = fileOf("model.gguf", BYTES);
const PART = `${FILE.sha256}.part`;
const PATH = "/model.gguf";

const serverOf = (switches) => new Server({ [PATH]: BYTES }, switches);
const nothing = () => {};
const never = new AbortController().signal;

/** Obtains with a server that fails as `switches` say; gives the folder and the error. */
async function failing(switches, folder = lastingFolder()) {
  const server = serverOf(switches);
  const error = await storeOf(server, { folder })
    .obtain([FILE], never, nothing)
    .then(() => assert.fail("must fail"), (error) => error);
  assert.equal(await folder.size(FILE.sha256), undefined, "no final name");
  return { folder, error, server };
}

async function obtained(folder, switches) {
  const server = serverOf(switches);
  const progress = [];
  await storeOf(server, { folder }).obtain([FILE], never, (...event) => progress.push(event));
  assert.deepEqual(await contentOf(folder, FILE.sha256), BYTES);
  assert.equal(await folder.size(PART), undefined, "the part was renamed");
  return { server, progress };
}

test("a file arrives whole, is verified and gets its final name", async () => {
  const { progress } = await obtained(lastingFolder());
  assert.deepEqual(progress.at(-1), ["download", BYTES.length, BYTES.length]);
});

test("what is stored is not fetched again", async () => {
  const folder = lastingFolder();
  await obtained(folder);
  const { server } = await obtained(folder);
  assert.deepEqual(server.requests, []);
});

test("a lost connection keeps what arrived, and the next attempt goes on from there", async () => {
  for (const cutAfter of [0, 1, 999, 1000, 4096, BYTES.length - 1]) {
    const { folder, error } = await failing({ cutAfter });
    assert.equal(error.code, "model_missing");
    assert.match(error.message, /are kept.*try again/);
    assert.equal(await folder.size(PART), cutAfter);
    const { server, progress } = await obtained(folder);
    assert.equal(server.requests[0].range, cutAfter ? `bytes=${cutAfter}-` : undefined);
    if (cutAfter) assert.deepEqual(progress[0], ["verify", cutAfter, BYTES.length]);
  }
});

test("stopping keeps what arrived", async () => {
  const folder = lastingFolder();
  const controller = new AbortController();
  const server = serverOf({ gate: (at) => at >= 3000 && controller.abort() });
  await assert.rejects(storeOf(server, { folder }).obtain([FILE], controller.signal, nothing), { code: "cancelled" });
  assert.equal(await folder.size(PART), 3000);
  await obtained(folder);
});

test("a server without ranges starts again from the first byte", async () => {
  const folder = lastingFolder();
  await leave(folder, PART, BYTES.subarray(0, 5000));
  await obtained(folder, { ranges: false });
});

test("a server that refuses the range, or answers another one, is asked for the whole", async () => {
  const refuse = () => new Response("", { status: 416 });
  const other = () => new Response(BYTES, { status: 206, headers: { "content-range": "bytes 17-10499/10500" } });
  for (const answer of [refuse, other]) {
    const folder = lastingFolder();
    await leave(folder, PART, BYTES.subarray(0, 5000));
    const { server } = await obtained(folder, { respond: (_, headers) => headers.range && answer() });
    assert.deepEqual(server.requests.map((request) => request.range), ["bytes=5000-", undefined]);
  }
});

test("a damaged part is found out by its hash and thrown away", async () => {
  const folder = lastingFolder();
  await leave(folder, PART, bytesOf(5000, 2));
  const { error } = await failing({}, folder);
  assert.equal(error.code, "model_corrupt");
  assert.equal(await folder.size(PART), 0);
  await obtained(folder);
});

test("a part that is whole already is only verified; one that is too long is dropped", async () => {
  const whole = lastingFolder();
  await leave(whole, PART, BYTES);
  assert.deepEqual((await obtained(whole)).server.requests, []);
  const long = lastingFolder();
  await leave(long, PART, bytesOf(BYTES.length + 1));
  await obtained(long);
});

test("a final file of the wrong length is not believed", async () => {
  const folder = lastingFolder();
  await leave(folder, FILE.sha256, BYTES.subarray(0, 99));
  assert.equal(await storeOf(serverOf(), { folder }).has([FILE]), false);
  await obtained(folder);
});

test("error pages and other files are refused before a byte is kept", async () => {
  const html = { "content-type": "text/html; charset=utf-8" };
  const cases = [
    [() => new Response("<h1>no</h1>", { status: 404, headers: html }), "model_missing", /HTTP 404/],
    [() => new Response("<h1>app</h1>", { status: 200, headers: html }), "model_missing", /web page/],
    [() => new Response("", { status: 503 }), "overloaded", /busy/],
    [() => new Response("x", { headers: { "content-length": "1" } }), "model_corrupt", /1 bytes on the server/],
    [() => new Response(bytesOf(BYTES.length + 1)), "model_corrupt", /longer/],
    [() => new Response(bytesOf(BYTES.length, 3)), "model_corrupt", /sha256/],
  ];
  for (const [respond, code, message] of cases) {
    const { folder, error } = await failing({ respond });
    assert.equal(error.code, code);
    assert.match(error.message, message);
    assert.equal(await folder.size(PART), 0);
  }
});

test("a disk that is full ends with an error that says what to do", async () => {
  const folder = lastingFolder();
  const open = folder.open.bind(folder);
  const full = () => {
    throw new DOMException("full", "QuotaExceededError");
  };
  folder.open = async (...args) => Object.assign(await open(...args), { write: full });
  const { error } = await failing({}, folder);
  assert.equal(error.name, "QuotaExceededError");
});

test("too little room is said before the first byte, and what has arrived counts", async () => {
  const folder = lastingFolder();
  const estimate = async () => ({ quota: 20_000, usage: 12_000 });
  const server = serverOf();
  const store = storeOf(server, { folder, estimate });
  await assert.rejects(store.obtain([FILE], never, nothing), { code: "out_of_memory" });
  assert.deepEqual(server.requests, []);
  await leave(folder, PART, BYTES.subarray(0, 5000));
  await store.obtain([FILE], never, nothing);
});

test("a second tab waits for the first and then finds the file", async () => {
  const [folder, locks] = [lastingFolder(), new LocalLocks()];
  const server = serverOf();
  const [first, second] = [storeOf(server, { folder, locks }), storeOf(server, { folder, locks })];
  await Promise.all([first, second].map((store) => store.obtain([FILE], never, nothing)));
  assert.equal(server.requests.length, 1);
});

test("waiting for another tab can be stopped", async () => {
  const [folder, locks] = [lastingFolder(), new LocalLocks()];
  let release = nothing;
  const busy = locks.request(`recruta:${FILE.sha256}`, {}, () => new Promise((resolve) => (release = resolve)));
  const controller = new AbortController();
  const waiting = storeOf(serverOf(), { folder, locks }).obtain([FILE], controller.signal, nothing);
  setTimeout(() => controller.abort(), 5);
  await assert.rejects(waiting, { code: "cancelled" });
  await assert.rejects(storeOf(serverOf(), { folder, locks }).remove([FILE]), { code: "overloaded" });
  release();
  await busy;
});

test("removing takes the part along", async () => {
  const { folder } = await failing({ cutAfter: 500 });
  await storeOf(serverOf(), { folder }).remove([FILE]);
  assert.equal(await folder.size(PART), undefined);
});

test("files that no catalogue knows are pruned, unless the catalogue has a gap", async () => {
  const folder = lastingFolder();
  await leave(folder, "old", BYTES);
  await leave(folder, "older.part", BYTES);
  await obtained(folder);
  const store = storeOf(serverOf(), { folder });
  await store.prune([FILE, { ...FILE, sha256: "" }]);
  assert.equal((await folder.list()).length, 3);
  await store.prune([FILE]);
  assert.deepEqual(await folder.list(), [FILE.sha256]);
});

test("a stored file is read at any place", async () => {
  const folder = lastingFolder();
  await obtained(folder);
  const read = await storeOf(serverOf(), { folder }).open(FILE, never, (file) => {
    const into = new Uint8Array(100);
    return [file.size, file.readAt(10_450, into), into.slice(0, 50)];
  });
  assert.deepEqual(read, [BYTES.length, 50, BYTES.slice(10_450)]);
});

test("a file in memory reads back across its blocks", async () => {
  const file = await new MemoryFolder().open("f", { create: true });
  const bytes = bytesOf(9 << 20);
  for (let at = 0; at < bytes.length; at += 700_001) file.write(bytes.subarray(at, at + 700_001), { at });
  const into = new Uint8Array(5 << 20);
  assert.equal(file.read(into, { at: 3 << 20 }), 5 << 20);
  assert.deepEqual(into, bytes.subarray(3 << 20, 8 << 20));
  file.truncate(10);
  assert.equal(file.read(into, { at: 4 }), 6);
});
