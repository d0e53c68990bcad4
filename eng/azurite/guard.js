// Runs Azurite in this process and ends with the process that started it: its end of the standard input pipe closes however it dies.
"use strict";

const [entry, ...azuriteArguments] = process.argv.slice(2);

const parent = process.ppid;
let ending = false;

// Ctrl-C reaches the whole process group. Storage has to outlive the programs that use it, so only the parent ends this process.
const once = process.once.bind(process);
process.once = (event, listener) => (event === "SIGINT" ? process : once(event, listener));
process.on("SIGINT", () => {});

function end() {
  if (ending) {
    return;
  }
  ending = true;
  // Azurite listens to SIGTERM by closing its servers, which writes their state to the data folder.
  process.emit("SIGTERM");
  setTimeout(() => process.exit(0), 10000).unref();
}

process.stdin.on("end", end).on("close", end).on("error", end).resume();
setInterval(() => process.ppid !== parent && end(), 1000).unref();

process.argv = [process.argv[0], entry, ...azuriteArguments];
require(require("path").resolve(entry));
