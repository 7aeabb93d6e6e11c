// Hands out folders on this machine alone, isolated (shared memory between threads is then allowed) or not.
import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, normalize } from "node:path";

const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".json": "application/json",
  ".mjs": "text/javascript",
  ".wasm": "application/wasm",
};

const ISOLATED = { "cross-origin-opener-policy": "same-origin", "cross-origin-embedder-policy": "require-corp" };

// `mounts`: pairs of URL prefix and folder; the first that fits is meant.
export async function serve(mounts, { isolated }) {
  const server = createServer((request, response) => {
    answer(request, response, mounts, isolated).catch((error) => response.destroy(error));
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const close = () => {
    server.close();
    server.closeAllConnections();
  };
  return { url: `http://127.0.0.1:${server.address().port}`, close };
}

async function answer(request, response, mounts, isolated) {
  const path = normalize(decodeURIComponent(new URL(request.url, "http://host").pathname));
  const file = fileOf(path, mounts);
  const found = file && (await stat(file).catch(() => undefined));
  if (!found?.isFile()) return response.writeHead(404).end();
  response.writeHead(200, {
    "content-type": TYPES[extname(file)] ?? "application/octet-stream",
    "content-length": found.size,
    "cache-control": "no-store",
    ...(isolated ? ISOLATED : {}),
  });
  if (request.method === "HEAD") return response.end();
  return createReadStream(file, { highWaterMark: 1 << 20 }).pipe(response);
}

function fileOf(path, mounts) {
  const mount = mounts.find(([prefix]) => path.startsWith(prefix));
  return mount && `${mount[1]}/${path.slice(mount[0].length)}`;
}
