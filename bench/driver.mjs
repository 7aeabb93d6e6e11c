// One Chromium with a tab for each engine, told what to do by JSON lines: `node driver.mjs '{"chromium":…,"mounts":…}'`.
//
//   {"do":"open","page":"wllama.html","isolated":true,"options":{…}}   -> {"tab":1,"about":{…}}
//   {"do":"call","tab":1,"method":"prefill","args":[512,7]}            -> {"value":…}
//   {"do":"close","tab":1}                                             -> {}
//
// Requests are answered in order, one line each; what fails is answered with {"error":…}. Ends with its input.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { chromium } from "playwright-core";
import { serve } from "./server.mjs";

// Tabs take turns, so all but one are in the background: they must not be slowed down for it.
const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-background-timer-throttling",
  "--disable-backgrounding-occluded-windows",
  "--disable-component-update",
  "--disable-renderer-backgrounding",
  "--disable-sync",
];

const config = JSON.parse(process.argv[2]);
const servers = {
  isolated: await serve(config.mounts, { isolated: true }),
  plain: await serve(config.mounts, { isolated: false }),
};
const profile = await mkdtemp(join(tmpdir(), "recruta-bench-"));
const context = await chromium.launchPersistentContext(profile, { executablePath: config.chromium, args: FLAGS });
const tabs = new Map();

const actions = {
  async open({ page: name, isolated, options }) {
    const page = await context.newPage();
    page.setDefaultTimeout(0);
    page.on("console", (message) => {
      if (message.type() === "error") console.error(`${name}: ${message.text()}`);
    });
    page.on("pageerror", (error) => console.error(`${name}: ${error}`));
    await page.goto(`${(isolated ? servers.isolated : servers.plain).url}/${name}`);
    const about = await page.evaluate((options) => globalThis.open_engine(options), options);
    const tab = tabs.size + 1;
    tabs.set(tab, page);
    return { tab, about: { ...about, browser: context.browser().version() } };
  },
  async call({ tab, method, args }) {
    const page = tabs.get(tab);
    await page.bringToFront();
    return { value: await page.evaluate(([method, args]) => globalThis.engine[method](...args), [method, args]) };
  },
  async close({ tab }) {
    await tabs.get(tab).close();
    return {};
  },
};

for await (const line of createInterface({ input: process.stdin })) {
  const request = JSON.parse(line);
  const answer = await actions[request.do](request).catch((error) => ({ error: String(error?.message ?? error) }));
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}

await context.close();
servers.isolated.close();
servers.plain.close();
await rm(profile, { recursive: true, force: true, maxRetries: 5 });
