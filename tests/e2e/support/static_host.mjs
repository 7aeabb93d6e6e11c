// A static host as anybody may have one: files, their types, and no header beyond that. The page is not isolated there.
import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import http from "node:http";
import { extname, join } from "node:path";

import { product } from "./product.mjs";

const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".json": "application/json",
  ".css": "text/css",
  ".svg": "image/svg+xml",
  ".wasm": "application/wasm",
  ".webmanifest": "application/manifest+json",
};

export async function startStaticHost() {
  const server = http.createServer((request, response) => {
    answer(request, response).catch((error) => response.destroy(error));
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const close = () => new Promise((resolve) => {
    server.close(resolve);
    server.closeAllConnections();
  });
  return { url: `http://127.0.0.1:${server.address().port}`, close };
}

async function answer(request, response) {
  const { pathname } = new URL(request.url, "http://host");
  const file = fileOf(pathname === "/" ? "/index.html" : decodeURIComponent(pathname));
  const found = await stat(file).catch(() => undefined);
  if (!found?.isFile()) return response.writeHead(404).end();
  const type = TYPES[extname(file)] ?? "application/octet-stream";
  response.writeHead(200, { "content-type": type, "content-length": found.size });
  return createReadStream(file).pipe(response);
}

function fileOf(path) {
  return path.startsWith("/models/") ? join(product.models, path.slice("/models/".length)) : join(product.site, path);
}
