// The product under test: the real server on a free port. Where its parts are is said by the environment, which
// `cargo xtask test` sets.
import { spawn } from "node:child_process";
import { createInterface } from "node:readline";

function part(name) {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set; run these tests with \`cargo xtask test --only e2e\``);
  return value;
}

export const product = {
  get site() { return part("RECRUTA_SITE"); },
  get bundle() { return part("RECRUTA_BUNDLE"); },
  get models() { return part("RECRUTA_MODELS"); },
  get cli() { return part("RECRUTA_CLI"); },
  get server() { return part("RECRUTA_SERVER"); },
  get chromium() { return process.env.RECRUTA_CHROMIUM ?? "/usr/bin/chromium"; },
};

// Starts the server, on the sample's bundle unless another is given. It loads no generator of its own: only the page's is
// under test here.
export async function startServer({ bundle = product.bundle, more = [] } = {}) {
  const { site, models } = product;
  const args = ["--port", "0", "--site", site, "--bundle", bundle, "--models", models, "--generator", "none"];
  const child = spawn(product.server, [...args, ...more], { stdio: ["ignore", "pipe", "pipe"] });
  const log = [];
  createInterface({ input: child.stderr }).on("line", (line) => log.push(line));
  const ended = new Promise((resolve) => child.once("exit", resolve));
  const address = await Promise.race([
    listening(child),
    ended.then((code) => { throw new Error(`the server ended with ${code}:\n${log.join("\n")}`); }),
  ]);
  const stop = async () => {
    child.kill("SIGTERM");
    await ended;
  };
  return { url: address, log, stop };
}

function listening(child) {
  return new Promise((resolve) => {
    createInterface({ input: child.stdout }).on("line", (line) => {
      const address = /^listening on (http:\/\/\S+)$/.exec(line)?.[1];
      if (address) resolve(address);
    });
  });
}
