// Our engine in a worker, as in the product. Options: `threads`, and `model` (URL of a GGUF file) `retriever`
// (`weights` and `tokenizer`, URLs), or `passages` (how many to search).
const worker = new Worker("recruta.worker.js", { type: "module" });
const waiting = new Map();

worker.onmessage = ({ data: { id, value, error } }) => {
  const { resolve, reject } = waiting.get(id);
  waiting.delete(id);
  if (error) reject(new Error(error));
  else resolve(value);
};

worker.onerror = ({ message }) => {
  waiting.forEach(({ reject }) => reject(new Error(message ?? "the worker did not start")));
};

function call(method, ...args) {
  const id = Math.random();
  worker.postMessage({ id, method, args });
  return new Promise((resolve, reject) => waiting.set(id, { resolve, reject }));
}

globalThis.open_engine = (options) => call("open", options);
globalThis.engine = new Proxy({}, { get: (_, method) => (...args) => call(method, ...args) });
