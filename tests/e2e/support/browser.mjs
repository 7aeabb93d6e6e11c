// A real Chromium with a profile of its own, and a record of everything in it that must not happen.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";

// Requests of the service worker are part of what is watched.
process.env.PW_EXPERIMENTAL_SERVICE_WORKER_NETWORK_EVENTS = "1";
const { chromium } = await import("playwright-core");
const { product } = await import("./product.mjs");

const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

// Models are read, verified and run on machines of any speed: this only ends a test that hangs.
const PATIENCE_MS = 300_000;

export const desktop = { viewport: { width: 1280, height: 800 } };
export const phone = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true };

// A browser that keeps its profile between `open` calls, as a user's does between visits.
export async function newProfile() {
  const folder = await mkdtemp(join(tmpdir(), "recruta-e2e-"));
  let context;
  const close = async () => {
    await context?.close();
    context = undefined;
  };
  const open = async (url, options = {}) => {
    await close();
    context = await chromium.launchPersistentContext(folder, {
      executablePath: product.chromium,
      args: FLAGS,
      locale: "pt-BR",
      ...desktop,
      ...options,
    });
    context.setDefaultTimeout(PATIENCE_MS);
    await context.addInitScript(recordEngine);
    const problems = watch(context, new URL(url).origin);
    const page = context.pages()[0] ?? (await context.newPage());
    await page.goto(url);
    return { context, page, problems };
  };
  const remove = async () => {
    await close();
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  };
  return { open, close, remove };
}

// Waits until a question that takes time is answered with true. `page.waitForFunction` takes any promise for a yes.
export async function until(holds) {
  const end = Date.now() + PATIENCE_MS;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`never held: ${holds}`);
    await setTimeout(50);
  }
}

// Other origins, failed requests, console errors (policy violations are among them), exceptions.
function watch(context, origin) {
  const problems = [];
  context.on("request", (request) => {
    const url = new URL(request.url());
    const isLocal = url.origin === origin || ["data:", "blob:", "about:"].includes(url.protocol);
    if (!isLocal) problems.push(`request to ${url.origin}`);
  });
  context.on("requestfailed", (request) => {
    // The service worker asks the network first and bridges what fails; the page must see none of it.
    if (request.serviceWorker()) return;
    problems.push(`request failed: ${request.url()} ${request.failure()?.errorText}`);
  });
  context.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) problems.push(`console: ${message.text()}`);
  });
  context.on("weberror", (error) => problems.push(`exception: ${error.error()}`));
  return problems;
}

// Runs in the page: writes down what page and engine say to each other. A test may listen in with `onEngine`.
function recordEngine() {
  const log = [];
  globalThis.engineLog = log;
  globalThis.Worker = class extends globalThis.Worker {
    constructor(...args) {
      super(...args);
      this.addEventListener("message", ({ data }) => {
        log.push({ from: "engine", ...data });
        globalThis.onEngine?.(data);
      });
    }

    postMessage(message, ...rest) {
      log.push({ from: "page", ...message });
      super.postMessage(message, ...rest);
    }
  };
}

export const engineLog = (page) => page.evaluate(() => globalThis.engineLog);
