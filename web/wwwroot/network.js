// One network in the worker: fetched, opened with ONNX Runtime's build for browsers, and asked. The runtime is loaded with the first one.
let runtime = null;
let opened = { address: null, session: null };
let planes = null;
let answers = null;

export async function open(address) {
  if (opened.address === address) {
    return;
  }
  runtime ??= await load();
  const response = await fetch(address);
  if (!response.ok) {
    throw new Error(`the network could not be fetched: ${response.status} ${await reason(response)}`);
  }
  const session = await runtime.InferenceSession.create(new Uint8Array(await response.arrayBuffer()), { executionProviders: ["wasm"] });
  await opened.session?.release();
  opened = { address, session };
}

export function put(view, shape) {
  const bytes = view.slice();
  planes = new runtime.Tensor("float32", new Float32Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 4), Array.from(shape));
}

export async function run() {
  answers = await opened.session.run({ planes });
}

export function take(policy, value) {
  give(answers.policy, policy);
  give(answers.value, value);
}

function give({ data }, view) {
  if (data.byteLength !== view.byteLength) {
    throw new Error("the network is none of this configuration");
  }
  view.set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
}

async function load() {
  const ort = await import("./ort/ort.wasm.bundle.min.mjs");
  // One thread: more of them need headers that isolate the page from others.
  ort.env.wasm.numThreads = 1;
  ort.env.wasm.wasmPaths = { wasm: new URL("./ort/ort-wasm-simd-threaded.wasm", import.meta.url).href };
  return ort;
}

async function reason(response) {
  return response.json().then((problem) => problem.detail ?? "", () => "");
}
