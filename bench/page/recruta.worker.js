// The worker side of recruta.js.
import { load } from "/engine/load.js";
import { timed } from "./clock.js";

let bench;

// A file that is read piece by piece, as the product reads its models; no copy of it is in this worker.
async function open(url) {
  const blob = await (await fetch(url)).blob();
  const reader = new FileReaderSync();
  const readAt = (offset, into) => {
    const bytes = new Uint8Array(reader.readAsArrayBuffer(blob.slice(offset, offset + into.length)));
    into.set(bytes);
    return bytes.length;
  };
  return { size: blob.size, readAt };
}

const methods = {
  async open({ threads, model, retriever, passages }) {
    const { engine, build } = await load({ threads });
    bench = new engine.Bench();
    if (passages) {
      const load_ms = await timed(() => bench.makeBundle(passages));
      return { load_ms, threads: bench.threads, kernel: bench.kernel, build, recall_at_10: bench.recallAt10(100) };
    }
    const file = await open(model ?? retriever.weights);
    const tokenizer = retriever && new Uint8Array(await (await fetch(retriever.tokenizer)).arrayBuffer());
    const ignore = () => {};
    const load_ms = await timed(() =>
      model ? bench.loadGenerator(file, ignore) : bench.loadRetriever(file, tokenizer, ignore));
    return { load_ms, threads: bench.threads, kernel: bench.kernel, build };
  },
  prefill: (n, seed) => timed(() => bench.prefill(n, seed)),
  decode(n, context, seed) {
    bench.prefill(context, seed);
    return timed(() => bench.decode(n, seed));
  },
  embed: (texts, repeats) => timed(() => bench.embed(texts), repeats),
  search(repeats, seed) {
    let question = seed * repeats;
    return timed(() => bench.search(question++), repeats);
  },
  memoryBytes: () => bench.memoryBytes(),
};

onmessage = async ({ data: { id, method, args } }) => {
  try {
    postMessage({ id, value: await methods[method](...args) });
  } catch (error) {
    postMessage({ id, error: String(error?.message ?? error) });
  }
};
