// Runs Azurite in this process and ends with the process that started it: its end of the standard input pipe closes however it dies.
"use strict";

const crypto = require("crypto");
const fs = require("fs");
const Module = require("module");
const path = require("path");

const [entry, ...azuriteArguments] = process.argv.slice(2);

// No file is run whose hash is not the one that was recorded at its installation. Only what is loaded is looked at: the whole tree has 20 times as much.
const installed = new Map(
  fs.readFileSync(path.join(__dirname, "installed.sha256"), "utf8").split("\n").map((line) => [line.slice(65), line.slice(0, 64)]));
for (const [kind, load] of Object.entries(Module._extensions)) {
  Module._extensions[kind] = function (module, file) {
    const name = path.relative(__dirname, file).split(path.sep).join("/");
    const hash = crypto.createHash("sha256").update(fs.readFileSync(file)).digest("hex");
    if (installed.get(name) !== hash) {
      throw new Error(`${file} is not the file that was installed; delete the folder ${__dirname}, and it is installed anew`);
    }
    return load(module, file);
  };
}

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
  // Azurite listens to SIGTERM by closing its servers, which writes their state to the data folder. On a loaded machine that takes its time, and what is not
  // written is lost.
  process.emit("SIGTERM");
  setTimeout(() => process.exit(1), 60000).unref();
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

// The service finds one row by its two keys. Azurite takes all rows of the row key and looks through their partitions, so that the head of each
// aggregate is found the later the more aggregates there are.
function findByKeys(Store) {
  const collectionOf = Store.prototype.getEntityCollection;
  const known = new WeakSet();
  Store.prototype.getEntityCollection = function (...of) {
    const collection = collectionOf.apply(this, of);
    if (!known.has(collection)) {
      known.add(collection);
      indexKeys(collection);
    }
    return collection;
  };
}

function indexKeys(collection) {
  const keyOf = (row) => JSON.stringify([row.PartitionKey, row.RowKey]);
  const rows = new Map(collection.data.map((row) => [keyOf(row), row]));
  const put = (added) => [added].flat().forEach((row) => rows.set(keyOf(row), row));
  collection.on("insert", put);
  collection.on("update", put);
  collection.on("delete", (row) => rows.get(keyOf(row)) === row && rows.delete(keyOf(row)));
  const find = collection.findOne;
  collection.findOne = (query) => Object.keys(query).sort().join() === "PartitionKey,RowKey" ? (rows.get(keyOf(query)) ?? null) : find.call(collection, query);
}

const store = path.join(path.dirname(path.resolve(entry)), "table", "persistence", "LokiTableMetadataStore.js");
if (fs.existsSync(store)) {
  queryByPartition(require(store).default);
  findByKeys(require(store).default);
}

process.argv = [process.argv[0], entry, ...azuriteArguments];
require(path.resolve(entry));
