// llama.cpp as wllama wraps it. Version 2 decodes token ids and is timed from outside; version 3 takes text alone and says
// itself how long it took. Options: `version`, `model` (URL), `threads`, `words` (model knows words, or only bytes).
import { timed, wasmBytes, watchMemory } from "./clock.js";

const CONTEXT = 2048;
const BATCH = 512;
// Each is one token of SmolLM2 with the space before it.
const WORDS = `the of and to in is that it for was on are as with his they at be this have from or one had by word but not
  what all were we when your can said there use an each which she do how their if will up other about out many then them
  these so some her would make like him into time has look two more write go see number no way could people`.split(/\s+/);
// A text of letters has its begin token and the three bytes of a leading space besides.
const BYTE_OVERHEAD = 4;

function randomNumbers(seed) {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
    return state % below;
  };
}

class Version2 {
  constructor(wllama) {
    this.wllama = wllama;
  }

  async prefill(n, seed) {
    const random = randomNumbers(seed);
    const tokens = Array.from({ length: n }, () => 300 + random(29_000));
    await this.wllama.kvClear();
    return timed(() => this.wllama.decode(tokens, {}));
  }

  async decode(n, context, seed) {
    await this.prefill(context, seed);
    await this.wllama.samplingInit({ temp: 0, top_k: 1 });
    return timed(async () => {
      for (let i = 0; i < n; i += 1) {
        const { token } = await this.wllama.samplingSample();
        await this.wllama.samplingAccept([token]);
        await this.wllama.decode([token], {});
      }
    });
  }
}

class Version3 {
  constructor(wllama, words) {
    this.wllama = wllama;
    this.words = words;
  }

  #text(n, seed) {
    const random = randomNumbers(seed);
    if (this.words) return Array.from({ length: n }, () => ` ${WORDS[random(WORDS.length)]}`).join("");
    return Array.from({ length: n - BYTE_OVERHEAD }, () => String.fromCharCode(97 + random(26))).join("");
  }

  async #complete(n_prompt, n_new, seed) {
    let timings;
    await this.wllama.createCompletion({
      prompt: this.#text(n_prompt, seed),
      max_tokens: n_new,
      temperature: 0,
      top_k: 1,
      cache_prompt: false,
      ignore_eos: true,
      stream: true,
      timings_per_token: true,
      onData: (chunk) => {
        timings = chunk.timings ?? timings;
      },
    });
    const read = timings.prompt_n;
    if (read !== n_prompt || timings.cache_n) throw new Error(`wllama read ${read} tokens, not ${n_prompt}`);
    return timings;
  }

  async prefill(n, seed) {
    const { prompt_ms } = await this.#complete(n, 1, seed);
    return prompt_ms;
  }

  async decode(n, context, seed) {
    const { predicted_per_second } = await this.#complete(context, n, seed);
    return (n * 1000) / predicted_per_second;
  }
}

globalThis.open_engine = async ({ version, model, threads, words }) => {
  watchMemory();
  const base = version === 2 ? "/node_modules/wllama2/esm" : "/node_modules/@wllama/wllama/esm";
  const { Wllama, LoggerWithoutDebug } = await import(`${base}/index.js`);
  const kinds = ["single-thread", "multi-thread"].map((kind) => `${kind}/wllama.wasm`);
  const paths = version === 2
    ? Object.fromEntries(kinds.map((kind) => [kind, `${base}/${kind}`]))
    : { default: `${base}/wasm/wllama.wasm` };
  const wllama = new Wllama(paths, { suppressNativeLog: true, logger: LoggerWithoutDebug });
  // Only the build that runs everywhere would be fetched from elsewhere.
  if (version === 3) wllama.setCompat(null);
  const blob = await (await fetch(model)).blob();
  const options = { n_ctx: CONTEXT, n_batch: BATCH, n_threads: threads };
  if (version === 3) Object.assign(options, { n_gpu_layers: 0, n_parallel: 1, warmup: true });
  const load_ms = await timed(() => wllama.loadModel([blob], options));
  const run = version === 2 ? new Version2(wllama) : new Version3(wllama, words);
  globalThis.engine = {
    prefill: (n, seed) => run.prefill(n, seed),
    decode: (n, context, seed) => run.decode(n, context, seed),
    memoryBytes: wasmBytes,
  };
  return { load_ms, threads: wllama.getNumThreads(), kernel: Wllama.getLibllamaVersion() };
};
