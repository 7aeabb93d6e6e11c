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
  // Milliseconds from a question about the first one's sources to the model's first token. Without `reuse` the model reads
  // the conversation from its beginning.
  async firstWord([first, followUp], reuse) {
    await send({ type: "load_generator", model });
    await send({ type: "ask", question: first, prose: true });
    const start = performance.now();
    const isToken = ({ type }) => type === "token" ? performance.now() - start : undefined;
    return send({ type: "ask", question: followUp, prose: true, follow_up: true, reuse }, isToken);
  },
};
