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
// the longer the more there is. Queries that name a partition, a row key or a range of row keys are answered from an index, by the same code otherwise.
function queryByIndex(Store) {
  const queryAll = Store.prototype.queryTableEntities;
  Store.prototype.queryTableEntities = function (context, account, table, options, ...rest) {
    const part = partOf(options.filter);
    const store = part === undefined ? this : Object.create(this, { getEntityCollection: { value: (...of) => narrowed(this.getEntityCollection(...of), part) } });
    return queryAll.call(store, context, account, table, options, ...rest);
  };
}

function narrowed(collection, part) {
  return {
    chain: () => {
      const rows = collection.chain();
      rows.filteredrows = part(indexOf(collection)).map((row) => collection.get(row.$loki, true)[1]);
      rows.filterInitialized = true;
      return rows;
    },
  };
}

// The rows that a filter can hold for, out of an index, where it narrows a partition or row keys by "and" alone; undefined for every other filter.
function partOf(filter) {
  const rest = (filter ?? "").replace(/'(?:[^']|'')*'/g, (text) => `'${Buffer.from(text).toString("hex")}'`);
  const outer = rest.replace(/\([^()]*\)/g, "()");
  if (/\b(?:or|not)\b/.test(outer) || /[()]/.test(outer.replaceAll("()", ""))) {
    return undefined;
  }
  const valueOf = (pattern) => {
    const text = pattern.exec(outer)?.[1];
    return text === undefined ? undefined : Buffer.from(text, "hex").toString().slice(1, -1).replaceAll("''", "'");
  };
  const partition = valueOf(/\bPartitionKey eq '(\w*)'/);
  const row = valueOf(/\bRowKey eq '(\w*)'/);
  const [first, end] = [valueOf(/\bRowKey ge '(\w*)'/), valueOf(/\bRowKey lt '(\w*)'/)];
  return partition !== undefined ? (index) => [...(index.partitions.get(partition) ?? [])]
    : row !== undefined ? (index) => [...(index.rows.get(row) ?? [])]
    : first !== undefined && end !== undefined ? (index) => [...index.rows].filter(([key]) => key >= first && key < end).flatMap(([, rows]) => [...rows])
    : undefined;
}

// The service finds one row by its two keys. Azurite takes all rows of the row key and looks through their partitions, so that the head of each
// aggregate is found the later the more aggregates there are.
function findByKeys(Store) {
  const collectionOf = Store.prototype.getEntityCollection;
  Store.prototype.getEntityCollection = function (...of) {
    const collection = collectionOf.apply(this, of);
    indexOf(collection);
    return collection;
  };
}

const indices = new WeakMap();

// The rows of a table by both keys, by partition and by row key; kept up to date by the events of the collection.
function indexOf(collection) {
  let index = indices.get(collection);
  if (index === undefined) {
    index = { keys: new Map(), partitions: new Map(), rows: new Map() };
    indices.set(collection, index);
    collection.data.forEach((row) => put(index, row));
    collection.on("insert", (added) => [added].flat().forEach((row) => put(index, row)));
    collection.on("update", (row) => put(index, row));
    collection.on("delete", (row) => drop(index, row));
    const find = collection.findOne;
    collection.findOne = (query) => Object.keys(query).sort().join() === "PartitionKey,RowKey" ? (index.keys.get(keyOf(query)) ?? null) : find.call(collection, query);
  }
  return index;
}

const keyOf = (row) => JSON.stringify([row.PartitionKey, row.RowKey]);

function put(index, row) {
  const before = index.keys.get(keyOf(row));
  if (before !== undefined && before !== row) {
    drop(index, before);
  }
  index.keys.set(keyOf(row), row);
  for (const [by, key] of [[index.partitions, row.PartitionKey], [index.rows, row.RowKey]]) {
    by.has(key) ? by.get(key).add(row) : by.set(key, new Set([row]));
  }
}

function drop(index, row) {
  if (index.keys.get(keyOf(row)) === row) {
    index.keys.delete(keyOf(row));
  }
  for (const [by, key] of [[index.partitions, row.PartitionKey], [index.rows, row.RowKey]]) {
    by.get(key)?.delete(row);
    if (by.get(key)?.size === 0) {
      by.delete(key);
    }
  }
}

const store = path.join(path.dirname(path.resolve(entry)), "table", "persistence", "LokiTableMetadataStore.js");
if (fs.existsSync(store)) {
  queryByIndex(require(store).default);
  findByKeys(require(store).default);
}

process.argv = [process.argv[0], entry, ...azuriteArguments];
require(path.resolve(entry));
