// Lets the page open without a network. It keeps the files of one build, listed in /precache.json, and nothing else:
// models live in the browser's private file system, where the engine verifies them.
"use strict";

const BUILD = "__BUILD__";
const CACHE = `recruta-${BUILD}`;
// These change under the same address, so the network is asked first; the copy of this build is the fallback.
const FRESH = new Set(["/", "/engine.json", "/models.json", "/manifest.webmanifest"]);
// The bundle and the registry are made anew without a new build of the page, so their copies follow the network. The
// engine verifies that the bundle's parts belong together.
const follows = (path) => path.startsWith("/bundle/") || path === "/registry.json";
// A network that takes longer than this to answer is as good as none.
const PATIENCE_MS = 4000;

self.addEventListener("install", (event) => event.waitUntil(precache()));

self.addEventListener("activate", (event) => event.waitUntil(dropOldBuilds().then(() => self.clients.claim())));

// The page asks for it when the user says "reload".
self.addEventListener("message", (event) => {
  if (event.data === "skip_waiting") self.skipWaiting();
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== self.location.origin) return;
  if (url.pathname.startsWith("/models/")) return;
  if (request.mode === "navigate") event.respondWith(networkFirst(request, "/"));
  else if (FRESH.has(url.pathname)) event.respondWith(networkFirst(request, url.pathname));
  else if (follows(url.pathname)) event.respondWith(networkFirst(request, url.pathname, follow));
  else event.respondWith(cacheFirst(request, url.pathname));
});

async function precache() {
  const listing = await fetch("/precache.json", { cache: "no-store" });
  if (!isWhole("/precache.json", listing)) throw new Error("the list of files did not arrive");
  const { urls } = await listing.json();
  const cache = await caches.open(CACHE);
  await Promise.all(urls.map((url) => keep(cache, url)));
}

async function keep(cache, url) {
  const response = await fetch(url, { cache: "no-cache" });
  if (!isWhole(url, response)) throw new Error(`${url} did not arrive whole`);
  await cache.put(url, response);
}

// An error page, a redirect, or HTML where something else was asked for must never be mistaken for the file.
function isWhole(url, response) {
  const isHtml = (response.headers.get("content-type") ?? "").startsWith("text/html");
  const wantsHtml = url.endsWith("/") || url.endsWith(".html");
  return response.ok && !response.redirected && response.type === "basic" && isHtml === wantsHtml;
}

async function dropOldBuilds() {
  const names = await caches.keys();
  const old = names.filter((name) => name.startsWith("recruta-") && name !== CACHE);
  await Promise.all(old.map((name) => caches.delete(name)));
}

async function networkFirst(request, path, seen = () => {}) {
  const cache = await caches.open(CACHE);
  const kept = await cache.match(path);
  if (!kept) return fetch(request);
  const patience = new AbortController();
  const timer = setTimeout(() => patience.abort(), PATIENCE_MS);
  try {
    const response = await fetch(request, { signal: patience.signal });
    // An address that does not exist is told so; any other failure of the server is bridged by the copy.
    const isMissingPage = request.mode === "navigate" && response.status === 404;
    if (!isWhole(path, response)) return isMissingPage ? response : kept;
    await seen(cache, path, response);
    return response;
  } catch {
    return kept;
  } finally {
    clearTimeout(timer);
  }
}

function follow(cache, path, response) {
  return cache.put(path, response.clone());
}

// Hashed names never change what they mean. What is not of this build goes to the network, as if there were no worker.
async function cacheFirst(request, path) {
  const kept = await (await caches.open(CACHE)).match(path);
  return kept ?? fetch(request);
}
