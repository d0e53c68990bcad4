// The page's side of the worker that searches. One question at a time: a new one ends the search for the one before.
let worker = null;
let waiting = null;

export function choose(id, rules, state, player, seed, model) {
  if (waiting !== null) {
    end(new Error("another move was asked for"));
  }
  worker ??= start();
  return new Promise((resolve, reject) => {
    waiting = { id, resolve, reject };
    worker.postMessage({ id, rules, state, player, seed, model });
  });
}

export function stop(id) {
  if (waiting?.id === id) {
    end(new Error("the search was stopped"));
  }
}

function start() {
  const started = new Worker(new URL("./engine-worker.js", import.meta.url), { type: "module" });
  started.onmessage = ({ data: { id, move, error } }) => {
    if (waiting?.id !== id) {
      return;
    }
    const { resolve, reject } = waiting;
    waiting = null;
    if (error === undefined) {
      resolve(move);
    } else {
      reject(new Error(error));
    }
  };
  started.onerror = (event) => end(new Error(event.message || "the worker could not be started"));
  return started;
}

function end(error) {
  worker.terminate();
  worker = null;
  const asker = waiting;
  waiting = null;
  asker?.reject(error);
}
