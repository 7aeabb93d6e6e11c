// The engine's worker by itself, spoken to as the page speaks to it, on a bare document of the same origin: no page's
// own engine works beside it, and no service worker answers for the host.

import assert from "node:assert/strict";

import { SMALL_MODEL } from "./app.mjs";

// Opens the bare document.
export async function openBare(profile, url) {
  const opened = await profile.open(`${url}/engine.json`);
  await opened.page.evaluate(installEngines);
  return opened;
}

// A second tab with such a document.
export async function openTab(context, url) {
  const page = await context.newPage();
  await page.goto(`${url}/engine.json`);
  await page.evaluate(installEngines);
  return page;
}

// Starts a worker with a query, and gives what it says first: `ready` or `error`.
export const start = (page, query = "") => page.evaluate((query) => engines.start(query), query);

// Sends a command; gives all its events, the last one last.
export const send = (page, command) => page.evaluate((command) => engines.send(command), command);

export const end = (page) => page.evaluate(() => engines.end());

export async function loadRetriever(page) {
  const event = (await send(page, { type: "load_retriever" })).at(-1);
  assert.equal(event.type, "loaded", event.error?.message);
}

// Gives the last event.
export async function loadGenerator(page) {
  return (await send(page, { type: "load_generator", model: SMALL_MODEL })).at(-1);
}

export async function loadModels(page) {
  await loadRetriever(page);
  const event = await loadGenerator(page);
  assert.equal(event.type, "loaded", event.error?.message);
}

// Runs in the document. One engine at a time.
function installEngines() {
  const LAST = ["models", "loaded", "answer", "done", "error", "debug_parity"];
  let worker;
  let lastId = 0;
  const hear = (until) => new Promise((resolve) => {
    const events = [];
    worker.addEventListener("message", function listen({ data }) {
      if (!until(data, events)) return;
      worker.removeEventListener("message", listen);
      resolve(events);
    });
  });
  globalThis.engines = {
    // Messages of the worker's `error` events: how a page learns that an engine is gone.
    crashes: [],
    async start(query) {
      const { base } = await (await fetch("/engine.json")).json();
      worker = new Worker(`${base}worker.js${query}`, { type: "module" });
      worker.addEventListener("error", (event) => {
        event.preventDefault();
        this.crashes.push(event.message);
      });
      const [first] = await hear((data, events) => events.push(data));
      return first;
    },
    send(command) {
      const id = (lastId += 1);
      const heard = hear((data, events) => data.id === id && events.push(data) && LAST.includes(data.type));
      worker.postMessage({ id, ...command });
      return heard;
    },
    end: () => worker.terminate(),
  };
}
