// The product's own worker from a built site. Options: `root` (URL of the site), `model` (id of a generator).
let worker;
let model;
let lastId = 0;

const LAST = ["loaded", "answer", "error"];

// Sends a command and gives what `pick` makes of the first event it likes, once the last event is there.
function send(command, pick = () => undefined) {
  lastId += 1;
  const id = lastId;
  return new Promise((resolve, reject) => {
    let picked;
    worker.addEventListener("message", function hear({ data }) {
      if (data.id !== id) return;
      picked ??= pick(data);
      if (!LAST.includes(data.type)) return;
      worker.removeEventListener("message", hear);
      if (data.type === "error") reject(new Error(data.error.message));
      else resolve(picked);
    });
    worker.postMessage({ id, ...command });
  });
}

globalThis.open_engine = async (options) => {
  model = options.model;
  const { base } = await (await fetch(`${options.root}engine.json`)).json();
  const url = new URL(`${options.root}${base}worker.js`.replaceAll("//", "/"), location.href);
  url.searchParams.set("root", options.root);
  worker = new Worker(url, { type: "module" });
  await send({ type: "load_retriever" });
  return { kernel: "product" };
};

globalThis.engine = {
  // Milliseconds from the last question to the model's first token. A generator that is loaded anew remembers nothing.
  async firstWord(questions) {
    await send({ type: "load_generator", model });
    let ms;
    for (const question of questions) {
      const start = performance.now();
      ms = await send({ type: "ask", question, prose: true }, ({ type }) => type === "token" ? performance.now() - start : undefined);
    }
    return ms;
  },
};
