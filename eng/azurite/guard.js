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

// The service finds the rows of one partition without looking at any other. Azurite looks at every row of the table, so that each query would take
// the longer the more there is. It keeps an index of partitions: queries that name one are answered from it, by the same code otherwise.
function queryByPartition(Store) {
  const queryAll = Store.prototype.queryTableEntities;
  Store.prototype.queryTableEntities = function (context, account, table, options, ...rest) {
    const partition = onlyPartitionOf(options.filter);
    const store = partition === undefined ? this : Object.create(this, { getEntityCollection: { value: (...of) => partOf(this.getEntityCollection(...of), partition) } });
    return queryAll.call(store, context, account, table, options, ...rest);
  };
}

function partOf(collection, partition) {
  return { chain: () => collection.chain().find({ PartitionKey: partition }) };
}

// The partition of a filter that asks for one and narrows it by "and" alone; undefined for every other filter.
function onlyPartitionOf(filter) {
  const match = /^PartitionKey eq '((?:[^']|'')*)'(?: and (.*))?$/s.exec(filter ?? "");
  return match === null || /\bor\b/.test(match[2] ?? "") ? undefined : match[1].replaceAll("''", "'");
}

const path = require("path");
const store = path.join(path.dirname(path.resolve(entry)), "table", "persistence", "LokiTableMetadataStore.js");
if (require("fs").existsSync(store)) {
  queryByPartition(require(store).default);
}

process.argv = [process.argv[0], entry, ...azuriteArguments];
require(path.resolve(entry));
