// A thin proxy before the real server. It writes down what is asked for, worker and service worker included, can answer
// single paths wrongly, and can be shut as if the server were down, while the origin stays the same.
import http from "node:http";

// `faults` maps a path to `(request, response, upstream)`, which answers in place of the server; `upstream()` gives what
// the server would have sent, as `{ status, headers, body }`.
export async function startProxy(target, faults = {}) {
  const requests = [];
  const sockets = new Set();
  const server = http.createServer((request, response) => {
    const { pathname } = new URL(request.url, target);
    requests.push(pathname);
    const fault = faults[pathname];
    if (fault) fault(request, response, () => fetchWhole(target, request));
    else pipe(target, request, response);
  });
  server.on("connection", (socket) => {
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket));
  });
  await listen(server, 0);
  const { port } = server.address();
  const close = () => new Promise((resolve) => {
    server.close(resolve);
    sockets.forEach((socket) => socket.destroy());
  });
  return { url: `http://127.0.0.1:${port}`, requests, faults, close, reopen: () => listen(server, port) };
}

function listen(server, port) {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => {
      server.off("error", reject);
      resolve();
    });
  });
}

function pipe(target, request, response) {
  const { method, headers } = request;
  const onward = http.request(new URL(request.url, target), { method, headers }, (answer) => {
    response.writeHead(answer.statusCode, answer.headers);
    answer.pipe(response);
  });
  onward.on("error", () => response.destroy());
  response.on("close", () => onward.destroy());
  request.pipe(onward);
}

async function fetchWhole(target, request) {
  const answer = await fetch(new URL(request.url, target));
  const body = Buffer.from(await answer.arrayBuffer());
  const headers = Object.fromEntries(answer.headers);
  delete headers["content-encoding"];
  delete headers["content-length"];
  delete headers["transfer-encoding"];
  return { status: answer.status, headers, body };
}

// What many hosts send for an address they do not know.
export function htmlInstead(status) {
  return (_request, response) => {
    const body = "<!doctype html><title>Recruta</title><p>Página não encontrada</p>";
    response.writeHead(status, { "content-type": "text/html; charset=utf-8", "content-length": Buffer.byteLength(body) });
    response.end(body);
  };
}

// The server's answer, changed; without its tag, which would let the browser keep it once the host is mended.
export function changed(change) {
  return async (_request, response, upstream) => {
    const { status, headers, body } = await upstream();
    delete headers.etag;
    delete headers["last-modified"];
    const next = change(body);
    response.writeHead(status, { ...headers, "content-length": next.length });
    response.end(next);
  };
}
