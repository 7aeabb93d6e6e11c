// Times a piece of work in milliseconds: the mean of `repeats` runs, so that short ones are seen by a coarse clock.
export async function timed(work, repeats = 1) {
  const start = performance.now();
  for (let run = 0; run < repeats; run += 1) await work();
  return (performance.now() - start) / repeats;
}

// The size of the largest wasm memory of this page and of workers that it starts from text. A wasm memory only grows, so
// its size in the end is its peak. Must be imported before the engine is.
export function watchMemory() {
  const name = `wasm-bytes-${Math.random()}`;
  const hook = `(() => {
    const memories = [];
    WebAssembly.Memory = new Proxy(WebAssembly.Memory, {
      construct(target, args) {
        const memory = new target(...args);
        memories.push(memory);
        return memory;
      },
    });
    globalThis.wasmChannel = "${name}";
    globalThis.wasmBytes = () => Math.max(0, ...memories.map((memory) => memory.buffer.byteLength));
    const channel = new BroadcastChannel("${name}");
    channel.onmessage = ({ data }) => data === "ask" && channel.postMessage(globalThis.wasmBytes());
  })();\n`;
  (0, eval)(hook);
  globalThis.Blob = class extends Blob {
    constructor(parts, options) {
      const isScript = /javascript/.test(options?.type ?? "") && typeof parts?.[0] === "string";
      super(isScript ? [hook, ...parts] : parts, options);
    }
  };
}

// Asks this page and its workers.
export async function wasmBytes() {
  const channel = new BroadcastChannel(globalThis.wasmChannel);
  const sizes = [globalThis.wasmBytes()];
  channel.onmessage = ({ data }) => typeof data === "number" && sizes.push(data);
  channel.postMessage("ask");
  await new Promise((resolve) => setTimeout(resolve, 500));
  channel.close();
  return Math.max(...sizes);
}
