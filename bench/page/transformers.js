// MiniLM in int8 on transformers.js, which runs ONNX Runtime in wasm. Options: `model` (folder below /bench/), `threads`.
import { timed } from "./clock.js";

const ORT = "/node_modules/onnxruntime-web/dist/ort-wasm-simd-threaded.asyncify";

globalThis.open_engine = async ({ model, threads }) => {
  const { env, pipeline } = await import("/node_modules/@huggingface/transformers/dist/transformers.web.js");
  Object.assign(env, { allowRemoteModels: false, allowLocalModels: true, localModelPath: "/bench/" });
  Object.assign(env, { useBrowserCache: false, useWasmCache: false });
  Object.assign(env.backends.onnx.wasm, { numThreads: threads, wasmPaths: { mjs: `${ORT}.mjs`, wasm: `${ORT}.wasm` } });
  const options = { device: "wasm", dtype: "q8", session_options: { intraOpNumThreads: threads } };
  let embed;
  const load_ms = await timed(async () => {
    embed = await pipeline("feature-extraction", model, options);
  });
  globalThis.engine = {
    embed: (texts, repeats) => timed(() => embed(texts, { pooling: "mean", normalize: true }), repeats),
    countTokens: (texts) => embed.tokenizer(texts, { padding: true }).input_ids.dims,
  };
  return { load_ms, threads: env.backends.onnx.wasm.numThreads, kernel: `transformers.js ${env.version}` };
};
